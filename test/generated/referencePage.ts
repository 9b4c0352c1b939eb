/** Reads the reference page of an API's resource, the text that users of Google's Python client know. */

/** What a value looks like, as far as the page tells. */
export type Shape =
  | { readonly kind: "string" | "number" | "boolean" | "anything" }
  | { readonly kind: "list"; readonly of: Shape }
  | { readonly kind: "map"; readonly of: Shape }
  | {
      readonly kind: "object";
      readonly fields: Readonly<Record<string, Shape>>;
    };

export interface PageArgument {
  readonly name: string;
  /** As the page has it: `string`, `integer`, `object`. */
  readonly type: string;
  readonly isRequired: boolean;
  /** Value -> what the page says of it. */
  readonly allowed: ReadonlyMap<string, string>;
  /** Of an object: its fields. */
  readonly shape: Shape | null;
}

export interface PageMethod {
  readonly name: string;
  /** The names in the signature, in its order. */
  readonly signature: readonly string[];
  readonly args: readonly PageArgument[];
  /** Null where the page shows no object. */
  readonly returns: Shape | null;
}

/** The methods of a page, from its part "Method Details". */
export function readReferencePage(text: string): readonly PageMethod[] {
  const details = text.slice(text.indexOf("\nMethod Details\n"));
  const starts = [...details.matchAll(/^(\w+)\((.*)\)$/gm)];
  return starts.map((start, index): PageMethod => {
    const section = details.slice(start.index, starts[index + 1]?.index);
    const [beforeReturns = "", returns = ""] = section.split("\nReturns:\n");
    const args = beforeReturns.split("\nArgs:\n")[1] ?? "";
    return {
      name: start[1] ?? "",
      signature: (start[2] ?? "")
        .split(", ")
        .map((argument) => argument.split("=")[0] ?? ""),
      args: readArguments(args),
      returns: readShape(returns),
    };
  });
}

function readArguments(text: string): readonly PageArgument[] {
  return text.split(/^ {2}(?=\w+: )/m).flatMap((entry): PageArgument[] => {
    const [, name, rest = ""] = /^(\w+): ([^]*)$/.exec(entry) ?? [];
    if (name === undefined) return [];
    const allowed = entry.split("\n    Allowed values\n")[1] ?? "";
    return [
      {
        name,
        type: /^(\w+), /.exec(rest)?.[1] ?? "",
        isRequired: entry.includes("(required)"),
        allowed: new Map(
          [...allowed.matchAll(/^ {6}(\S+) - (.*)$/gm)].map(
            ([, value = "", said = ""]) => [value, said],
          ),
        ),
        shape: readShape(entry),
      },
    ];
  });
}

/** The object that a text shows in the page's notation; null where it shows none. */
function readShape(text: string): Shape | null {
  const start = /^ *\{/m.exec(text);
  if (!start) return null;
  const tokens = [
    ...text
      .slice(start.index)
      .replace(/ *#.*$/gm, "")
      .matchAll(/[{}[\]:,]|"[^"]*"|42|True or False/g),
  ].map(([token]) => token);
  let next = 0;
  const take = (expected?: string): string => {
    const token = tokens[next++] ?? "the end";
    if (expected !== undefined && token !== expected)
      throw new Error(`the page has ${token} where ${expected} should be`);
    return token;
  };
  const value = (): Shape => {
    const token = take();
    switch (token) {
      case '"A String"':
        return { kind: "string" };
      case '""':
        return { kind: "anything" };
      case "42":
        return { kind: "number" };
      case "True or False":
        return { kind: "boolean" };
      case "[": {
        const of = value();
        take(",");
        take("]");
        return { kind: "list", of };
      }
      case "{": {
        const fields: Record<string, Shape> = {};
        while (tokens[next] !== "}") {
          const name: unknown = JSON.parse(take());
          take(":");
          fields[String(name)] = value();
          take(",");
        }
        take("}");
        const { a_key: of, ...others } = fields;
        return of && Object.keys(others).length === 0
          ? { kind: "map", of }
          : { kind: "object", fields };
      }
      default:
        throw new Error(`the page has ${token} where a value should be`);
    }
  };
  return value();
}
