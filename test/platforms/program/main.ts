/** For platforms with a command line: takes the servers as JSON, writes what came of the checks as JSON. */
import type { Servers } from "./checks.js";
import { useRuntime } from "./useRuntime.js";

// Deno and Bun have it as well.
declare const process: { readonly argv: readonly string[] };

const servers = JSON.parse(process.argv[2] ?? "{}") as Servers;
console.log(JSON.stringify(await useRuntime(servers)));
