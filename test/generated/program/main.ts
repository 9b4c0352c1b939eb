import { useOperations } from "./useOperations.js";

// Without Node's types, which a project need not have.
declare const process: { readonly argv: readonly string[] };

// No top-level await: a CommonJS project has none.
void useOperations(process.argv[2] ?? "").then((lines) =>
  console.log(lines.join("\n")),
);
