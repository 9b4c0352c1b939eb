import type { Run } from "../../../generator/write/updateLock.js";

export function generationOf(generation: string): Record<string, string>;
export function runOf(generation: string): Run;
