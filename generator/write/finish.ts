/**
 * A process that waits for the end of the one that started it, and then finishes or drops what that has left:
 *
 *     node finish.js FOLDER ID
 *
 * Whoever started it holds the other end of its standard input; that ends with him, even if he is killed.
 */
import { OutputFolder } from "./outputFolder.js";
import { finish } from "./staging.js";

const [root = "", id = ""] = process.argv.slice(2);
process.stdin
  .resume()
  .on("error", () => {})
  .on("close", () => finish(new OutputFolder(root), id));
