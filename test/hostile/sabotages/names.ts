/** Escapes and checks that make identifiers and names of files of a document's names. */
import type { Edit } from "../buildTool.js";
import { off, type Sabotage } from "./sabotage.js";

const wireNames = "plan/wireNames.ts";
const odd = ["a b", "A{} globalThis.x=1; interface B"];

/** Scopes of names ask whether a text may be a name at all, and so does who brands it. */
const accepts = (file: string, test: string): Edit =>
  off(file, `accepts: ${test}`, "accepts: () => true");
const brands = (test: string): Edit =>
  off("plan/identifier.ts", `if (!${test}(text))`, "if (text === undefined)");

const anyParameter = [
  accepts("plan/parameters.ts", "isMemberName"),
  brands("isMemberName"),
  off("emit/parametersFile.ts", "key: propertyKey(name)", "key: name as never"),
];
const anyMember = [
  accepts("plan/resources.ts", "isMemberName"),
  brands("isMemberName"),
];
const anyType = [
  accepts("plan/api.ts", "isIdentifier"),
  brands("isIdentifier"),
];
/** Both ask this. */
const anyFile = off(
  "plan/identifier.ts",
  "export function isFilePart(text: string): boolean {",
  "export function isFilePart(text: string): boolean {\n  if (text.length >= 0) return true;",
);

const methods = /\/(?:methods|resources)\/[^/]+$/;
const files = /^\/resources\/[^/]+$/;

export const nameSabotages: readonly Sabotage[] = [
  {
    what: "names of parameters",
    off: [
      off(
        wireNames,
        'return start + wireName.replaceAll(/[^A-Za-z0-9]/g, "_")',
        "return start + wireName",
      ),
      ...anyParameter,
    ],
    at: /\/list\/parameters\/[^/]+$/,
    strings: odd,
    sink: "code",
  },
  {
    what: "names of parameters that begin with a digit",
    off: [
      off(wireNames, '/^[A-Za-z]/.test(wireName) ? "" : "x"', '""'),
      ...anyParameter,
    ],
    at: /\/list\/parameters\/[^/]+$/,
    strings: ["1abc"],
    sink: "code",
  },
  {
    what: "names of methods and resources",
    off: [
      off(wireNames, 'wireName.replaceAll(/[^A-Za-z0-9_]/g, "_")', "wireName"),
      ...anyMember,
    ],
    at: methods,
    strings: odd,
    sink: "code",
  },
  {
    what: "names of methods and resources that begin with a digit",
    off: [
      off(
        wireNames,
        "/^[A-Za-z_]/.test(name) ? name :",
        "name.length >= 0 ? name :",
      ),
      ...anyMember,
    ],
    at: methods,
    strings: ["1abc"],
    sink: "code",
  },
  {
    what: "names of types",
    off: [off(wireNames, ".split(/[^A-Za-z0-9]+/)", '.split("-")'), ...anyType],
    at: methods,
    strings: odd,
    sink: "code",
  },
  {
    what: "names of types that begin with a digit",
    off: [
      off(wireNames, "/^[A-Za-z]/.test(name) ? name : `X${name}`", "name"),
      ...anyType,
    ],
    at: /^\/schemas\/Level$/,
    strings: ["1abc"],
    sink: "code",
  },
  {
    what: "names that are words of the language",
    off: [
      off(
        "plan/identifier.ts",
        "return identifierName.test(text) && !undeclarable.has(text)",
        "return identifierName.test(text)",
      ),
    ],
    at: methods,
    strings: ["default", "await", "enum"],
    sink: "code",
  },
  {
    what: "members that mean something to the language",
    off: [off("plan/resources.ts", "reserved: notMembers,")],
    at: methods,
    strings: ["then", "constructor"],
    sink: "code",
  },
  {
    what: "names that every client has",
    off: [off("plan/api.ts", "    reserved,\n")],
    at: /^\/methods\/info$/,
    strings: ["service"],
    sink: "code",
  },
  {
    what: "names that another has",
    off: [off("plan/scope.ts", " && !taken.has(this.#fold(name))")],
    at: files,
    strings: [],
    sink: "code",
  },
  {
    what: "files whose names differ in case",
    off: [
      off(
        "plan/resources.ts",
        "fold: (name) => name.toLowerCase()",
        "fold: (name) => name",
      ),
    ],
    at: files,
    strings: [],
    sink: "file names",
  },
  {
    what: "names of files",
    off: [off(wireNames, '.replaceAll(/[^A-Za-z0-9._-]/g, "_")'), anyFile],
    at: files,
    strings: ["../../x", "C:\\x"],
    sink: "file names",
  },
  {
    what: "dots and dashes at the ends of names of files",
    off: [off(wireNames, '.replace(/^[.-]|\\.$/g, "_")'), anyFile],
    at: files,
    strings: ["..", "x."],
    sink: "file names",
  },
  {
    what: "names of devices",
    off: [
      off(
        wireNames,
        '.replace(/^(con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\\.|$)/i, "$1_")',
      ),
      anyFile,
    ],
    at: files,
    strings: ["CON", "aux.ts"],
    sink: "file names",
  },
  {
    what: "long names of files",
    off: [off(wireNames, ".slice(0, 180)"), anyFile],
    at: files,
    strings: ["x".repeat(300)],
    sink: "file names",
  },
  {
    what: "an API whose name leads elsewhere",
    off: [
      off(
        "read/checks/names.ts",
        '!safe.test(name) || name.includes("..")',
        "name === undefined",
      ),
      off(
        "plan/api.ts",
        "filePart(fileName(`${model.name}-${model.version}`))",
        "`${model.name}-${model.version}` as FilePart",
      ),
    ],
    at: /^\/(?:name|version)$/,
    strings: ["../../x", "C:\\x"],
    sink: "file names",
  },
];
