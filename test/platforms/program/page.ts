/** For pages: takes the servers from the address, leaves what came of the checks as `told`. */
import { useRuntime } from "./useRuntime.js";
import type { Servers } from "./checks.js";

const text = new URLSearchParams(location.search).get("servers") ?? "{}";
const told = await useRuntime(JSON.parse(text) as Servers);
Object.assign(globalThis, { told });
