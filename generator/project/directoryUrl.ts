import { defaultDirectory } from "../read/directory.js";

/** The list that API ids are looked up in: Google's, or that of a mirror. */
export function directoryUrl(given?: string): string {
  return given ?? (process.env["DISCOVERY_DIRECTORY"] || defaultDirectory);
}
