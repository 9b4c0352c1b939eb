import { allMethods } from "../model/resource.js";
import type { ApiPlan } from "../plan/api.js";
import { identifier } from "../plan/identifier.js";
import {
  code,
  commented,
  indented,
  joinCode,
  propertyKey,
  stringLiteral,
  type Code,
} from "./code.js";
import type { ConstantDeclaration, FileDeclarations } from "./declarations.js";
import { objectLiteral, type Entry } from "./descriptor.js";
import { doc, docComment, docText, type DocText } from "./docText.js";
import { header } from "./header.js";

/** Whether the API has OAuth scopes, so that there is a file of them. */
export function hasScopes({ model }: ApiPlan): boolean {
  return model.scopes.length > 0;
}

/**
 * `scopes.ts`: the API's OAuth scopes, and those of each method, as data: for a consent screen, a service account, a
 * check of what a token may do. Constants of their own, which a bundle leaves out where nobody uses them.
 */
export function scopesFile({ model }: ApiPlan): FileDeclarations {
  const scopes = model.scopes.map(({ url, description }) =>
    indented(
      commented(
        docComment({ paragraphs: [docText(description)] }, 2),
        code`${stringLiteral(url)},`,
      ),
    ),
  );
  const methods = allMethods(model.root)
    .filter((method) => method.scopes.length > 0)
    .map((method): Entry => {
      const key = [...method.resourcePath, method.name].join(".");
      return [key, scopeList(key, method.scopes)];
    });
  return {
    header: header(model),
    imports: [],
    exports: [],
    declarations: [
      constant(
        "scopes",
        doc`The OAuth scopes of the API.`,
        code`[\n${joinCode(scopes, "\n")}\n] as const`,
      ),
      ...(methods.length > 0
        ? [
            constant(
              "methodScopes",
              doc`The OAuth scopes that the methods accept, by their dotted paths; one of them is enough for a method.`,
              code`${objectLiteral(methods)} as const`,
            ),
          ]
        : []),
    ],
  };
}

/** A list on its key's line where it fits there, else one scope a line, as prettier has it. */
function scopeList(key: string, scopes: readonly string[]): Code {
  const literals = scopes.map(stringLiteral);
  const line = code`[${joinCode(literals, ", ")}]`;
  const entry = code`  ${propertyKey(key)}: ${line},`;
  if (entry.length <= 80) return line;
  const lines = literals.map((literal) => indented(code`${literal},`));
  return code`[\n${joinCode(lines, "\n")}\n]`;
}

function constant(
  name: string,
  sentence: DocText,
  value: Code,
): ConstantDeclaration {
  return {
    kind: "constant",
    name: identifier(name),
    doc: { paragraphs: [sentence] },
    type: null,
    value,
    isExported: true,
  };
}
