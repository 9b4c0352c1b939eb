/** How standard input is called between here and the commands. No option has it as its value. */
const standardInput = "<stdin>";

/**
 * The arguments in words that yargs understands: it loses a lone `-`, and does not take what follows `--` for inputs.
 * {@link fromYargs} gives an input its name back.
 */
export function toYargs(args: readonly string[]): readonly string[] {
  const end = args.indexOf("--");
  const options = end < 0 ? args : args.slice(0, end);
  const inputs = end < 0 ? [] : args.slice(end + 1);
  return [
    ...options.map((arg) => (arg === "-" ? standardInput : arg)),
    // After `--`, `-x` is a file, and so is `-`.
    ...inputs.map((input) => (input.startsWith("-") ? `./${input}` : input)),
  ];
}

export function fromYargs(inputs: readonly string[]): readonly string[] {
  return inputs.map((input) => (input === standardInput ? "-" : input));
}
