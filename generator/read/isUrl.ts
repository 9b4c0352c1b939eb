/** Whether an input is meant as a URL; anything else is a path or an API id. */
export function isUrl(input: string): boolean {
  return /^https?:\/\//i.test(input);
}
