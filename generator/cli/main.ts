#!/usr/bin/env node
import { runUnchanged } from "./runUnchanged.js";
import { processTerminal } from "./terminal.js";

const args = process.argv.slice(2);
const terminal = processTerminal();
const code = await runUnchanged(args, terminal);
if (code === undefined)
  process.exitCode = await (await import("./run.js")).run(args, terminal);
// Without waiting for what the engine still compiles; what was said has gone out by then.
else process.stderr.write("", () => process.exit(code));
