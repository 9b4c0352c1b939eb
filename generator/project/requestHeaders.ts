import type { ApiConfig } from "./config.js";
import { UsageError } from "./usageError.js";

/** What is sent to these does not leave the machine. */
const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * The headers of an API's request, their values from the environment. Messages name variables, never what they hold.
 *
 * @param file how messages call the configuration
 * @throws {UsageError} for a variable that is not set or that no header can hold, and for a source to which credentials
 *   must not go: an id leaves it to the directory which server is asked, and plain http shows them to everybody
 */
export function requestHeaders(
  file: string,
  { document, source = "", headers = {} }: ApiConfig,
  env: NodeJS.ProcessEnv = process.env,
): Readonly<Record<string, string>> {
  const entries = Object.entries(headers);
  if (entries.length === 0) return {};
  const isRefused = (why: string): UsageError =>
    new UsageError(`${file}: "headers" of ${document} ${why}`);
  if (!URL.canParse(source) || !/^https?:/i.test(source))
    throw isRefused('go with a URL as "source", whose server alone gets them');
  const { protocol, hostname } = new URL(source);
  if (protocol !== "https:" && !loopback.test(hostname))
    throw isRefused("are not sent over plain http; give an https URL");
  return Object.fromEntries(
    entries.map(([name, template]) => {
      // The schema has seen to it that there is just one variable.
      const variable = /\$\{(\w+)\}$/.exec(template)?.[1] ?? "";
      const value = Object.hasOwn(env, variable)
        ? env[variable]?.trim()
        : undefined;
      if (value === undefined || value === "")
        throw isRefused(
          `need the environment variable ${variable} for ${name}, and it is not set`,
        );
      if (!/^[\x20-\x7e\x80-\xff]+$/.test(value))
        throw isRefused(
          `take ${name} from the environment variable ${variable}, which has characters that no header can hold`,
        );
      return [name, template.replace(`\${${variable}}`, () => value)];
    }),
  );
}
