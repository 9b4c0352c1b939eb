// The floor of a generator with these libraries: loading them.
await Promise.all([
  import("ts-morph"),
  import("prettier"),
  import("ajv"),
  import("yargs"),
]);
