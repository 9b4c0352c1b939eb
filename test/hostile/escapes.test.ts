/**
 * The sabotage knows every escape: whoever writes a new one, or calls one at a new place, has to say here or there what it keeps in.
 * Escapes are found in the source: replacements of text, what makes a text safe to the compiler, calls of what cleans text for
 * terminals, and the conditions under which a URL or a path is refused.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ts } from "ts-morph";
import { expect, test } from "vitest";
import { repositoryRoot } from "../support/temporary.js";
import { sabotages } from "./sabotages/all.js";

const files = readdirSync(join(repositoryRoot, "generator"), {
  recursive: true,
  encoding: "utf8",
})
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts"));

const squeezed = (text: string): string => text.replaceAll(/\s+/g, "");

/** Whether a sabotage of the file changes this piece of code, or something in it. */
function isSabotaged(file: string, piece: string): boolean {
  return sabotages.some(({ off }) =>
    off.some(
      (edit) =>
        edit.file === `generator/${file}` &&
        (squeezed(edit.from).includes(squeezed(piece)) ||
          squeezed(piece).includes(squeezed(edit.from))),
    ),
  );
}

/** Pieces of code of a kind that no sabotage changes: `file: code`, without white space, each once. */
function unknown(
  pick: (node: ts.Node) => string | undefined,
  among = /./,
): readonly string[] {
  const pieces = new Set<string>();
  for (const file of files.filter((path) => among.test(path))) {
    const text = readFileSync(join(repositoryRoot, "generator", file), "utf8");
    const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
    const visit = (node: ts.Node): void => {
      const piece = pick(node);
      if (piece !== undefined && !isSabotaged(file, piece))
        pieces.add(`${file}: ${squeezed(piece)}`);
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return [...pieces];
}

/** Holds that the pieces are those of the list, by how each begins. */
function expectOnly(
  pieces: readonly string[],
  list: Readonly<Record<string, readonly string[]>>,
): void {
  const known = Object.values(list).flat();
  const begins = (piece: string, start: string): boolean =>
    piece.startsWith(start);
  expect(
    pieces.filter((piece) => !known.some((start) => begins(piece, start))),
  ).toEqual([]);
  expect(
    known.filter((start) => !pieces.some((piece) => begins(piece, start))),
  ).toEqual([]);
}

test("each replacement of text is sabotaged, or keeps nothing in", () => {
  const replacements = unknown((node) =>
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    /^replace(?:All)?$/.test(node.expression.name.text)
      ? node.getText().slice(node.expression.expression.getText().length)
      : undefined,
  );
  expectOnly(replacements, {
    "lines of code that is made": [
      "emit/breakStatement.ts: .replace(/^.*\\[$/",
      "emit/code.ts: .replaceAll(/^(?=.)/gm",
      "emit/layout.ts: .replaceAll(markedLine",
      'emit/layout.ts: .replaceAll("\\n"',
      "emit/layout.ts: .replaceAll(markedComment",
      "emit/printClass.ts: ?.replace(/\\|null$/",
    ],
    "exports of the runtime": [
      "emit/runtimeExports.ts: .replace(/^\\s*(?:type)?/",
    ],
    "variables of a path, by the names of its parameters, before it is a literal":
      ["emit/descriptor.ts: .replaceAll(/(?<=\\{\\+?)"],
    "line ends within a line of a list or of a sentence, before a sink": [
      'emit/docText.ts: .replaceAll("\\n"',
      "emit/valueDoc.ts: .replaceAll(/\\s+/g",
      "docs/markdown/form.ts: .replaceAll(/\\s+/g",
      "docs/markdown/methodPart.ts: .replaceAll(/\\s+/g",
      "prose/blocks.ts: .replaceAll(/\\s+/g",
      "prose/markdown.ts: .replaceAll(/^(?=.)/gm",
    ],
    "what prose means, before a sink": [
      'prose/blocks.ts: .replaceAll("\\t"',
      "prose/inlines.ts: .replace(/^(.*[^].*)$/s",
    ],
    "slashes between the parts of a URL that has been checked": [
      "model/api.ts: .replace(/\\/*$/",
      "model/api.ts: .replace(/^\\/+|\\/+$/g",
      "model/api.ts: .replace(/.$/",
      "model/api.ts: .replace(/^\\/+/",
      "model/method.ts: .replace(/^\\/+/",
      "read/complete.ts: .replace(/^\\//",
    ],
    "how patterns and paths are read and compared": [
      'model/longRunning.ts: .replaceAll("[^/]+"',
      "plan/pattern.ts: .replaceAll(/[\\\\^$.|?+()[\\]{}]/g",
      "read/pathTemplate.ts: .replace(/^\\+/",
      "diff/methodChanges.ts: .replaceAll(/\\{(\\+?)",
      "diff/noteChanges.ts: .replaceAll(/\\s+/g",
      'docs/example.ts: .replaceAll("[^/]+"',
    ],
    "plurals, and names made of words": [
      "model/pagination.ts: .replace(/ies$/",
      "model/pagination.ts: .replace(/s$/",
      "docs/example.ts: .replace(/ies$/",
      "docs/example.ts: .replace(/(?<=ss|sh|ch|x)es$|s$/",
      "docs/exampleValue.ts: .replaceAll(/([a-z0-9])([A-Z])/g",
      "docs/exampleValue.ts: .replaceAll(/[^A-Za-z0-9]+/g",
      "docs/exampleValue.ts: .replaceAll(/^-|-$/g",
      "docs/reference.ts: .replace(/^[A-Z]+(?![a-z])|^[A-Z]/",
    ],
    "names of the reference's pages (docs/schemaGroups.test.ts)": [
      "docs/schemaGroups.ts: .replace(/-$/",
      "docs/schemaGroups.ts: .replaceAll(/^[^A-Za-z]|[^A-Za-z0-9]/g",
    ],
    "JSON pointers and names in our own schema": [
      'read/place.ts: .replaceAll("~","~0")',
      'read/place.ts: .replaceAll("/","~1")',
      'read/place.ts: .replaceAll("~1","/")',
      'read/place.ts: .replaceAll("~0","~")',
      'read/overlay.ts: .replaceAll("~1","/")',
      'read/overlay.ts: .replaceAll("~0","~")',
      'read/unknownKeys.ts: ?.replace("#/definitions/"',
    ],
    "what the user wrote: paths, inputs, his configuration": [
      'cli/fetchDocument.ts: .replace(":","-")',
      'cli/fetchPlan.ts: .replaceAll(sep,"/")',
      'cli/initConfig.ts: .replace(":","-")',
      "cli/initConfig.ts: .replace(/^(+",
      "cli/initConfig.ts: .replace(/\\n+/g",
      "cli/initConfig.ts: .replace(/[^\\w.-]+/g",
      "cli/initConfig.ts: .replace(/^[.-]+/",
      'cli/repositoryPath.ts: .replaceAll("\\\\","/")',
      "project/config.ts: .replace(/^\\uFEFF/",
      'project/config.ts: .replace(/"(?:[^"',
      'project/fetchedDocuments.ts: .replaceAll(sep,"/")',
      'project/gitRevision.ts: .replaceAll(sep,"/")',
      "project/requestHeaders.ts: .replace(`\\${${variable}}`",
      "read/inputFolder.ts: .replace(/[/\\\\]+$/",
      'write/outputFolder.ts: .replaceAll(sep,"/")',
    ],
    "line ends of files on disk": [
      'docs/html/assets.ts: .replaceAll("\\r\\n","\\n")',
      'write/inputsDigest.ts: ?.replaceAll("\\r\\n","\\n")',
      'write/outputFolder.ts: .replaceAll("\\r\\n","\\n")',
    ],
    "hosts, when it is asked whether they are private (read/http.test.ts)": [
      "read/http/privateNetwork.ts: .replace(/^\\[|\\]$/g",
      "read/http/privateNetwork.ts: .replace(/\\.$/",
    ],
  });
});

test("whatever makes a plain string safe to the compiler is sabotaged, or is another of these", () => {
  const brand =
    /^(?:Code|DocText|Html|Markdown|Identifier|MemberName|FilePart)(?:\[\])?$/;
  const makers = unknown((node) => {
    if (!ts.isAsExpression(node) || !brand.test(node.type.getText()))
      return undefined;
    const maker = ts.findAncestor(node, ts.isFunctionDeclaration);
    if (!maker) return node.getText();
    const isOfStrings = maker.parameters.some(({ type }) =>
      type?.getText().split(/\W+/).includes("string"),
    );
    // A template of ours, or pieces that are safe already.
    return isOfStrings ? maker.getText() : undefined;
  });
  expectOnly(makers, {
    "through docText": ["emit/docText.ts: exportfunctioncodeSpan("],
    "as isFilePart allows, which is sabotaged": [
      "plan/identifier.ts: exportfunctionfilePart(",
    ],
    "addresses of webUrl, which is sabotaged": [
      "prose/markdown.ts: exportfunctionmarkdownWebLink(",
    ],
    "anchors, whose making is sabotaged": [
      "docs/markdown/methodPart.ts: functionanchorText(",
    ],
  });
});

test("each call that cleans text is sabotaged, or another stands behind it", () => {
  const calls = unknown((node) =>
    ts.isCallExpression(node) &&
    ts.isIdentifier(node.expression) &&
    /^(?:printable|escapeInvisible|escapeJson)$/.test(node.expression.text)
      ? node.getText()
      : undefined,
  );
  expectOnly(calls, {
    "paths and names that the user gave, and what is wrong in his configuration":
      [
        'cli/diffCommand.ts: printable(relative(".",path),200)',
        "cli/diffCommand.ts: printable(line,300)",
        "cli/tellDrift.ts: printable(out)",
        "cli/tellChangedDocuments.ts: printable(path,200)",
        "cli/watch.ts: printable(relative(",
        "read/overlay.ts: printable(name)",
        "read/formatDiagnostic.ts: printable(file)",
      ],
    "our own words, and hosts as URLs have them": [
      "read/diagnose.ts: printable(problem.fix??",
      "read/formatDiagnostic.ts: printable(diagnostic.fix)",
    ],
    "part of a message, which is cleaned as a whole": [
      "read/overlay.ts: printable(error.message)",
    ],
  });
});

test("each condition under which a URL or a path is refused is sabotaged", () => {
  const conditions = unknown((node) => {
    if (ts.isIfStatement(node)) return node.expression.getText();
    return ts.isConditionalExpression(node)
      ? node.condition.getText()
      : undefined;
  }, /^read\/checks\/(?:hosts|paths)\.ts$/);
  expectOnly(conditions, {
    "whether there is anything to check, or was anything found": [
      "read/checks/hosts.ts: document.mtlsRootUrl",
      "read/checks/paths.ts: batchPath!==undefined",
      "read/checks/paths.ts: path!==undefined",
      "read/checks/paths.ts: fault!==undefined",
    ],
    "a template that cannot be read at all": [
      "read/checks/paths.ts: !template.ok",
    ],
    "hosts that the user allowed by name": [
      "read/checks/hosts.ts: allowed.has(url.host)||allowed.has(url.hostname)",
    ],
  });
});
