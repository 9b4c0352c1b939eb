/** What comes along with the tool, and what it reaches for. */
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ts } from "ts-morph";
import { expect, test } from "vitest";
import { runProgram } from "../support/commandLine.js";
import { repositoryRoot } from "../support/temporary.js";

const json = (path: string): unknown =>
  JSON.parse(readFileSync(join(repositoryRoot, path), "utf8"));

const manifest = json("package.json") as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly publishConfig?: unknown;
};
const lock = json("package-lock.json") as {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly dev?: boolean;
        readonly optional?: boolean;
        readonly hasInstallScript?: boolean;
        readonly resolved?: string;
        readonly integrity?: string;
      }
    >
  >;
};
const installed = Object.entries(lock.packages).filter(
  ([path, { dev, optional }]) =>
    path !== "" && dev !== true && optional !== true,
);

test("nothing runs when the tool is installed", () => {
  for (const script of ["preinstall", "install", "postinstall"])
    expect(manifest.scripts).not.toHaveProperty(script);
  expect(
    installed.filter(([, { hasInstallScript }]) => hasInstallScript === true),
  ).toEqual([]);
});

test("its dependencies are those that docs/security.md lists, each by its hash", () => {
  const page = readFileSync(join(repositoryRoot, "docs/security.md"), "utf8");
  const direct = Object.keys(manifest.dependencies);
  expect(page).toContain(
    `${direct.length} dependencies, ${installed.length} with theirs`,
  );
  for (const name of direct)
    expect(page).toMatch(new RegExp(`^\\| ${name} `, "m"));
  for (const [path, { resolved, integrity }] of installed) {
    expect(resolved ?? "https://registry.npmjs.org/", path).toMatch(
      /^https:\/\/registry\.npmjs\.org\//,
    );
    expect(integrity, path).toMatch(/^sha512-/);
  }
});

test("it is published with provenance", () => {
  expect(manifest.publishConfig).toEqual({
    access: "public",
    provenance: true,
  });
});

test("the network is reached from one folder of the tool and one file of clients, and no code is made of text", () => {
  const found: string[] = [];
  for (const folder of ["generator", "templates/runtime"])
    for (const entry of readdirSync(join(repositoryRoot, folder), {
      recursive: true,
      encoding: "utf8",
    })) {
      const path = `${folder}/${entry}`;
      if (!path.endsWith(".ts")) continue;
      const text = readFileSync(join(repositoryRoot, path), "utf8");
      const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext);
      const visit = (node: ts.Node): void => {
        if (
          ts.isStringLiteral(node) &&
          /^(?:node:)?(?:https?|http2|net|tls|dgram|dns(?:\/promises)?|vm|worker_threads|inspector)$/.test(
            node.text,
          )
        )
          found.push(`${path}: ${node.text}`);
        if (
          (ts.isCallExpression(node) || ts.isNewExpression(node)) &&
          ts.isIdentifier(node.expression) &&
          ["fetch", "eval", "Function", "WebSocket", "EventSource"].includes(
            node.expression.text,
          )
        )
          found.push(`${path}: ${node.expression.text}()`);
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
  expect(found.sort()).toEqual([
    "generator/read/http/environmentFetch.ts: fetch()",
    "generator/read/http/privateNetwork.ts: node:dns/promises",
    "generator/read/http/privateNetwork.ts: node:net",
    // A generated client's own requests.
    "templates/runtime/transport.ts: fetch()",
  ]);
});

/** How many advisories a registry has for what users install; undefined where it answers none. */
async function advisories(registry?: string): Promise<number | undefined> {
  const { stdout } = await runProgram(
    "npm",
    [
      "audit",
      "--omit=dev",
      "--json",
      ...(registry === undefined
        ? []
        : [`--registry=${registry}`, "--fetch-retries=0"]),
    ],
    { cwd: repositoryRoot },
  );
  const report = JSON.parse(stdout) as {
    readonly metadata?: {
      readonly vulnerabilities: { readonly total: number };
    };
  };
  return report.metadata?.vulnerabilities.total;
}

/** Asks a registry of our own, which has these advisories. */
async function advisoriesOf(answer: object): Promise<number | undefined> {
  const server = createServer((request, response) => {
    request.resume();
    const isBulk = request.url === "/-/npm/v1/security/advisories/bulk";
    response.writeHead(isBulk ? 200 : 404, {
      "Content-Type": "application/json",
    });
    response.end(JSON.stringify(isBulk ? answer : {}));
  });
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  const { port } = server.address() as AddressInfo;
  try {
    return await advisories(`http://127.0.0.1:${port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("npm audit counts what a registry has, and tells none from no answer", async () => {
  expect(await advisoriesOf({})).toBe(0);
  const advisory = {
    id: 1,
    url: "https://registry.example/1",
    title: "x",
    severity: "high",
    vulnerable_versions: "*",
  };
  expect(await advisoriesOf({ rfc6902: [advisory] })).toBeGreaterThan(0);
}, 60_000);

test("npm audit has nothing to say", async ({ skip }) => {
  const total = await advisories();
  if (total === undefined) {
    console.warn(
      "skipped: npm audit: the registry answers no audit, so that nobody has looked for advisories",
    );
    skip("the registry answers no audit here");
  }
  expect(total).toBe(0);
}, 60_000);
