/** Prints what each attack takes, as the table of docs/security.md: `npm run attacks`. */
import { markdownCode } from "../../generator/prose/markdown.js";
import { attacks } from "./attacks.js";
import { buildAttackProgram, runAttack } from "./runAttack.js";

const program = await buildAttackProgram();
console.log("| attack | outcome | seconds | peak MB |");
console.log("| --- | --- | --- | --- |");
for (const { name } of attacks) {
  const { refused, milliseconds, megabytes } = await runAttack(program, name);
  console.log(
    `| ${markdownCode(name).replaceAll("|", "\\|")} | ${refused === undefined ? "a client" : `\`${refused}\``} | ${(milliseconds / 1000).toFixed(1)} | ${megabytes.toFixed(0)} |`,
  );
}
