/** Google's own emulators, which are Java programs and components of the Cloud SDK: found, started, and stopped. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describeIf } from "../support/describeIf.js";

/** Where a component has its program, and how Java runs it. */
interface Component {
  readonly folder: string;
  readonly jar: RegExp;
  /** The jar does not name one. */
  readonly mainClass?: string;
}

const components = {
  "pubsub-emulator": {
    folder: "pubsub-emulator/lib",
    jar: /^cloud-pubsub-emulator-[\d.]+-all\.jar$/,
  },
  "cloud-firestore-emulator": {
    folder: "cloud-firestore-emulator",
    jar: /^cloud-firestore-emulator\.jar$/,
    mainClass: "com.google.cloud.datastore.emulator.firestore.CloudFirestore",
  },
} satisfies Record<string, Component>;

export type ComponentName = keyof typeof components;

/** A component that this machine can run, or why it cannot. */
export type Found =
  | { readonly command: string; readonly args: readonly string[] }
  | { readonly whyNot: string };

/** Looks for a component in the SDK of `CLOUDSDK_ROOT`, of the `gcloud` on the path, and where packages install it. */
export function findComponent(name: ComponentName): Found {
  const { folder, jar, mainClass }: Component = components[name];
  const java = process.env["JAVA_HOME"]
    ? join(process.env["JAVA_HOME"], "bin/java")
    : "java";
  if (spawnSync(java, ["-version"]).status !== 0)
    return { whyNot: "there is no Java" };
  for (const root of sdkRoots()) {
    const parent = join(root, "platform", folder);
    const file = existsSync(parent)
      ? readdirSync(parent).find((file) => jar.test(file))
      : undefined;
    if (file === undefined) continue;
    const path = join(parent, file);
    // Firestore's own messages follow the machine's language.
    const args = ["-Duser.language=en"];
    if (mainClass) args.push("-cp", path, mainClass);
    else args.push("-jar", path);
    return { command: java, args };
  }
  return { whyNot: `no Cloud SDK here has ${name}, set CLOUDSDK_ROOT` };
}

function sdkRoots(): string[] {
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "gcloud"))
    .filter((path) => existsSync(path))
    .map((path) => dirname(dirname(realpathSync(path))));
  return [
    ...(process.env["CLOUDSDK_ROOT"] ? [process.env["CLOUDSDK_ROOT"]] : []),
    ...onPath,
    "/usr/lib/google-cloud-sdk",
    "/usr/share/google-cloud-sdk",
    "/opt/google-cloud-sdk",
    join(homedir(), "google-cloud-sdk"),
  ];
}

export interface Emulator {
  /** `http://127.0.0.1:PORT/`; gRPC and JSON are answered at the same port. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts an emulator on a free port of the loopback interface, and waits until it answers. */
export async function startEmulator(name: ComponentName): Promise<Emulator> {
  const found = findComponent(name);
  if ("whyNot" in found) throw new Error(found.whyNot);
  // With port 0 the emulators listen somewhere, but do not find themselves.
  const port = await freePort();
  const child = spawn(
    found.command,
    [...found.args, "--host=127.0.0.1", `--port=${port}`],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const stop = (): boolean => child.kill("SIGKILL");
  process.once("exit", stop);
  const ended = once(child, "close");
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => (output += text));
  const url = `http://127.0.0.1:${port}/`;
  const close = async (): Promise<void> => {
    stop();
    await ended;
    process.off("exit", stop);
  };
  try {
    await untilItAnswers(url, child);
  } catch (error) {
    await close();
    throw new Error(`${name} did not start: ${output}`, { cause: error });
  }
  return { url, close };
}

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + 50_000;
  for (;;) {
    try {
      const response = await fetch(url);
      if (response.ok) return void (await response.text());
      throw new Error(`it answers ${response.status}`);
    } catch (error) {
      if (child.exitCode !== null || Date.now() > end) throw error;
    }
    await sleep(100);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** `describe` for tests that need a component; without it they are skipped aloud. */
export function describeComponent(name: ComponentName, fn: () => void): void {
  const found = findComponent(name);
  const whyNot = "whyNot" in found ? found.whyNot : "";
  describeIf(whyNot === "", `at Google's ${name}`, whyNot, fn);
}
