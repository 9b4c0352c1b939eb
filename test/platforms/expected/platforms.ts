/** What the program tells everywhere, and where a platform differs. */
import type { Told } from "../program/checks.js";
import { calls } from "./calls.js";
import { faults } from "./faults.js";
import { media } from "./media.js";

export const everywhere: Told = { ...calls, ...faults, ...media };

/** Its errors have no code that tells a connection that never stood from one that broke. */
export const inDeno: Told = {
  ...everywhere,
  "nobody listens": [true, { name: "TransportError", outcome: "unknown" }],
};

const hidden = {
  name: "TransportError",
  message: "library.books.get: redirect 0 to nowhere refused",
};

/**
 * Browsers tell neither why a connection failed nor where a redirect leads. Chromium sends streams by HTTP/2 alone, and its
 * `Response.text()` hides why the stream below it broke (the stream itself tells).
 */
export const inChromium: Told = {
  ...everywhere,
  "nobody listens": [true, { name: "TransportError", outcome: "unknown" }],
  "a signal while the caller reads": { name: "TypeError" },
  "a redirect to the same origin": hidden,
  "a redirect to another origin": hidden,
  "a download from another origin": hidden,
  "an upload of a long stream with its call": {
    name: "TransportError",
    outcome: "unknown",
  },
};
