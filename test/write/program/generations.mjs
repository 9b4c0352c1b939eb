/** Two states of an output folder, which differ in files that are added, changed and gone. */

/** @type {(generation: string) => Record<string, string>} */
export const generationOf = (generation) => {
  const text = (name) => `// ${name} of ${generation}\n${"x".repeat(5000)}\n`;
  const files = { "runtime/same.ts": "// always\n" };
  for (const name of ["index", "schemas", "scopes", "resources/books"])
    files[`a-v1/${name}.ts`] = text(name);
  const own = generation === "old" ? ["resources/shelves"] : ["media/a", "b"];
  for (const name of own) files[`a-v1/${name}.ts`] = text(name);
  return files;
};

/** What the lock says of it. */
export const runOf = (generation) => ({
  tool: "0.1",
  apis: new Map([
    [
      "a-v1",
      { id: "a:v1", revision: generation, document: "sha256:d", inputs: "i" },
    ],
  ]),
  removedApis: [],
  isComplete: true,
});
