#!/usr/bin/env node
import { runUnchanged } from "./runUnchanged.js";
import { processTerminal } from "./terminal.js";

const args = process.argv.slice(2);
const terminal = processTerminal();
process.exitCode =
  (await runUnchanged(args, terminal)) ??
  (await (await import("./run.js")).run(args, terminal));
