/**
 * What generated code may be like, whatever the document says. Two judges: the shape, which must be that of the code for a
 * harmless text in the same place; and rules that hold for any document, for those that have no harmless twin.
 */
import { ts } from "ts-morph";

export interface CodeVerdict {
  /** Kinds of syntax, tags of comments among them; see {@link shapeOf}. */
  readonly shape: string;
  /** What no document may bring about; empty for good code. */
  readonly faults: readonly string[];
}

/** Most files of a document stay the same when one of its texts changes. */
const seen = new Map<string, CodeVerdict>();
const mostSeen = 500;

export function judgeCode(text: string): CodeVerdict {
  const known = seen.get(text);
  if (known) return known;
  if (seen.size > mostSeen) seen.clear();
  const source = ts.createSourceFile(
    "x.ts",
    text,
    ts.ScriptTarget.ESNext,
    true,
  );
  let shape: string | undefined;
  const verdict = {
    get shape() {
      return (shape ??= shapeOf(source));
    },
    faults: faultsOf(source, text),
  };
  seen.set(text, verdict);
  return verdict;
}

/**
 * The syntax of a file: the kind of each node with those of its children. These are sorted, since other names stand in
 * another order, and it does not count whether a key is in quotes.
 */
function shapeOf(source: ts.SourceFile): string {
  const shape = (node: ts.Node): string => {
    if (
      (ts.isIdentifier(node) || ts.isStringLiteral(node)) &&
      (ts.isPropertySignature(node.parent) ||
        ts.isPropertyAssignment(node.parent)) &&
      node.parent.name === node
    )
      return "name";
    // As `__proto__` has to stand in a literal.
    if (ts.isComputedPropertyName(node) && ts.isStringLiteral(node.expression))
      return "name";
    const children = tagsOf(node).map((tag) => `@${tag}`);
    ts.forEachChild(node, (child) => {
      children.push(shape(child));
    });
    return `${node.kind}(${children.sort().join(" ")})`;
  };
  return `${headerLines(source)} ${shape(source)}`;
}

/** Lines of comments before the first statement. */
function headerLines(source: ts.SourceFile): number {
  return /^(?:\/\/.*\n)*/.exec(source.text)?.[0].split("\n").length ?? 0;
}

function tagsOf(node: ts.Node): readonly string[] {
  const { jsDoc = [] } = node as { readonly jsDoc?: readonly ts.JSDoc[] };
  return jsDoc.flatMap(({ tags }) => [
    "doc",
    ...(tags ?? []).map(({ tagName }) => tagName.text),
  ]);
}

/** What TypeScript keeps of comments that mean something to it; not in its public types. */
interface Directives {
  readonly parseDiagnostics: readonly ts.Diagnostic[];
  readonly pragmas: ReadonlyMap<string, unknown>;
  readonly commentDirectives?: readonly unknown[];
  readonly checkJsDirective?: unknown;
}

/** The only statements that do something when a client is made or used, and the only calls; without white space. */
const actions = [
  /^this\.(?:#client|[\w$]+)=(?:client|new[\w$]+\((?:client,?)?\));?$/,
  /^voidnew[\w$]+\(service,options,?\);?$/,
];
const calls =
  /^(?:(?:this\.#client|previousRequest)\.\w+\(|(?:upload|download)\(this\.#client,)/;

function squeezed(node: ts.Node): string {
  return node.getText().replaceAll(/\s+/g, "");
}

/** Expressions that hold data or a name; any other does something. */
const inert: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ArrayLiteralExpression,
  ts.SyntaxKind.AsExpression,
  ts.SyntaxKind.ExpressionWithTypeArguments,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.Identifier,
  ts.SyntaxKind.NullKeyword,
  ts.SyntaxKind.NumericLiteral,
  ts.SyntaxKind.ObjectLiteralExpression,
  ts.SyntaxKind.PrivateIdentifier,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.ThisKeyword,
  ts.SyntaxKind.TrueKeyword,
]);

const statements: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.Block,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.ExpressionStatement,
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.ReturnStatement,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.VariableStatement,
]);

function faultsOf(source: ts.SourceFile, text: string): readonly string[] {
  const faults: string[] = [];
  const { parseDiagnostics, pragmas, commentDirectives, checkJsDirective } =
    source as unknown as Directives;
  for (const { messageText } of parseDiagnostics)
    faults.push(`syntax: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
  if (
    pragmas.size > 0 ||
    commentDirectives !== undefined ||
    checkJsDirective !== undefined ||
    source.referencedFiles.length + source.typeReferenceDirectives.length > 0
  )
    faults.push("a comment speaks to the compiler");
  const invisible = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u.exec(text);
  if (invisible)
    faults.push(
      `a raw character ${invisible[0].codePointAt(0)?.toString(16)} at ${invisible.index}`,
    );
  // What web pages, Node (--enable-source-maps) and bundlers look for, wherever it stands.
  for (const other of [
    /<\/script/i,
    /<!--/,
    /[/*][#@]\s*source(?:Mapping)?URL=/,
  ])
    if (other.test(text)) faults.push(`holds ${other.source}`);

  faults.push(...twice("declarations", declaredNames(source)));
  const visit = (node: ts.Node): void => {
    const fault = faultOf(node) ?? memberFault(node);
    if (fault !== undefined)
      faults.push(
        `${fault}: ${node.getText(source).slice(0, 100).replaceAll("\n", " ")}`,
      );
    for (const tag of tagsOf(node))
      if (tag !== "doc" && tag !== "deprecated")
        faults.push(`a comment has the tag @${tag}`);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return faults;
}

/** Names that a module has at its top, those that it imports among them. */
function declaredNames(source: ts.SourceFile): readonly string[] {
  return source.statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement)) {
      const named = statement.importClause?.namedBindings;
      return named && ts.isNamedImports(named)
        ? named.elements.map(({ name }) => name.text)
        : [];
    }
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) =>
        name.getText(),
      );
    return (ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement)) &&
      statement.name
      ? [statement.name.text]
      : [];
  });
}

function twice(what: string, names: readonly string[]): readonly string[] {
  return [
    ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
  ].map((name) => `two ${what} ${name}`);
}

/** Members that would change what an object or a class is. */
const notMembers = new Set([
  "__proto__",
  "constructor",
  "prototype",
  "then",
  "toJSON",
  "toString",
  "valueOf",
]);

/** Names that stand twice in one object, and those that mean something else to the language. */
function memberFault(node: ts.Node): string | undefined {
  const members = ts.isObjectLiteralExpression(node)
    ? node.properties
    : ts.isClassDeclaration(node) ||
        ts.isInterfaceDeclaration(node) ||
        ts.isTypeLiteralNode(node)
      ? node.members
      : undefined;
  if (!members) return undefined;
  const names = members.flatMap(({ name }) =>
    name &&
    (ts.isIdentifier(name) ||
      ts.isStringLiteral(name) ||
      ts.isPrivateIdentifier(name))
      ? [name.text]
      : [],
  );
  const [double] = twice("members", names);
  if (double !== undefined) return double;
  const meant = ts.isClassDeclaration(node)
    ? names.find((name) => notMembers.has(name))
    : ts.isObjectLiteralExpression(node)
      ? names.find((name) => name === "__proto__")
      : undefined;
  return meant === undefined ? undefined : `a member ${meant}`;
}

function faultOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    const from = node.moduleSpecifier;
    return !from ||
      (ts.isStringLiteral(from) &&
        /^\.(?:\/|\.\/(?:\.\.\/)?)(?:[\w-][\w.-]*\/)*[\w-][\w.-]*\.js$/.test(
          from.text,
        ))
      ? undefined
      : "imports from elsewhere";
  }
  if (ts.isExpressionStatement(node))
    return actions.some((action) => action.test(squeezed(node)))
      ? undefined
      : "does something";
  if (ts.isStatement(node) && !statements.has(node.kind)) return "a statement";
  if (ts.isComputedPropertyName(node))
    return ts.isStringLiteral(node.expression) ? undefined : "a computed name";
  if (ts.isCallExpression(node))
    return calls.test(squeezed(node)) ? undefined : "calls";
  if (
    !ts.isExpression(node) ||
    inert.has(node.kind) ||
    // They are within what has been looked at as a whole.
    ts.isPropertyAccessExpression(node) ||
    ts.isNewExpression(node) ||
    (ts.isExpressionStatement(node.parent) &&
      (ts.isBinaryExpression(node) || ts.isVoidExpression(node)))
  )
    return undefined;
  return "an expression";
}
