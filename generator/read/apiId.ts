/** Whether a word is meant as an API id (`drive:v3`). A file of such a name is given as `./drive:v3`. */
export function isApiId(word: string): boolean {
  // A drive letter is no API's name, and `drive:v3.json` is a file.
  return /^[a-z][\w-]+:[\w.-]+$/i.test(word) && !word.endsWith(".json");
}

/** Whether a word can be an API's name (`drive`). */
export function isApiName(word: string): boolean {
  return /^[a-z][\w-]*$/i.test(word);
}
