/** What of the tool meets a document, in one module, so that it can be bundled with escapes switched off. */
export { errorAnnotation } from "../../generator/cli/annotation.js";
export {
  tellOutcome,
  tellWhatIsNext,
} from "../../generator/cli/fetchReport.js";
export { tellDrift } from "../../generator/cli/tellDrift.js";
export { tellError } from "../../generator/cli/tellError.js";
export { tellApi } from "../../generator/cli/tellOutput.js";
export { progress } from "../../generator/cli/terminal.js";
export { diff } from "../../generator/diff/diff.js";
export { formatDiffMarkdown } from "../../generator/diff/formatMarkdown.js";
export { formatDiffText } from "../../generator/diff/formatText.js";
export { formatDiffHtml } from "../../generator/docs/html/diffPage.js";
export { docs, generate, inspect } from "../../generator/generate.js";
export { formatReport } from "../../generator/inspect/formatReport.js";
export {
  canonicalJsonFile,
  printedJson,
} from "../../generator/model/canonicalJson.js";
export { formatDiagnostic } from "../../generator/read/formatDiagnostic.js";
export { quoted } from "../../generator/read/printable.js";
export { validateDocument } from "../../generator/read/readDocument.js";
export { formatLock } from "../../generator/write/lock.js";
