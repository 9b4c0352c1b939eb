/** A path template taken apart, or the first thing that is wrong with it. */
export type PathTemplate =
  | {
      readonly ok: true;
      readonly variables: readonly string[];
      /** The template with a harmless letter for each variable: a path that can be judged as one. */
      readonly sample: string;
    }
  | {
      readonly ok: false;
      readonly code: "template-syntax" | "template-operator";
      readonly message: string;
    };

/**
 * Parses a URI template (RFC 6570) with the two expressions that Discovery documents have: `{name}` and
 * `{+name}`. The others are refused rather than guessed at: they do not occur, and a wrong guess would send
 * requests to a wrong place.
 */
export function parsePathTemplate(template: string): PathTemplate {
  const variables: string[] = [];
  let sample = "";
  let at = 0;
  for (;;) {
    const open = template.indexOf("{", at);
    const literal = template.slice(at, open < 0 ? undefined : open);
    if (literal.includes("}"))
      return syntax("a closing brace has no opening one");
    sample += literal;
    if (open < 0) return { ok: true, variables, sample };
    const close = template.indexOf("}", open);
    if (close < 0) return syntax("an opening brace is never closed");
    const expression = template.slice(open + 1, close);
    if (expression.includes("{"))
      return syntax("an expression begins within another one");
    const refused = refusedExpression(expression);
    if (refused !== undefined) return refused;
    variables.push(expression.replace(/^\+/, ""));
    sample += "x";
    at = close + 1;
  }
}

function refusedExpression(expression: string): PathTemplate | undefined {
  const name = expression.replace(/^\+/, "");
  if (name === "") return syntax("an expression has no variable");
  const operator = /^[#./;?&=,!@|+]/.exec(name)?.[0];
  if (operator !== undefined) return unsupported(`the operator "${operator}"`);
  if (name.endsWith("*")) return unsupported("the modifier for lists, *");
  if (/:\d*$/.test(name)) return unsupported("a prefix modifier");
  if (name.includes(",")) return unsupported("a list of variables");
  // RFC 6570 would have letters, digits, _, . and % only; real parameters are also called some-thing.
  if (!/^[\p{L}\p{N}_.$%-]+$/u.test(name))
    return syntax("a variable's name has a character that is none of a name");
  return undefined;
}

function syntax(message: string): PathTemplate {
  return { ok: false, code: "template-syntax", message };
}

function unsupported(what: string): PathTemplate {
  return {
    ok: false,
    code: "template-operator",
    message: `the path uses ${what}; only {name} and {+name} are supported`,
  };
}
