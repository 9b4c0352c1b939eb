/** For pages and their workers: takes the servers from the address, and leaves what came of the checks as `told`, or posts it. */
import { useRuntime } from "./useRuntime.js";
import type { Servers } from "./checks.js";

const text = new URLSearchParams(location.search).get("servers") ?? "{}";
const told = await useRuntime(JSON.parse(text) as Servers);
if ("document" in globalThis) Object.assign(globalThis, { told });
else postMessage(told);
