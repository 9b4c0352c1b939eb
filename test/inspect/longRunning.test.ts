/** What `inspect` says of long-running operations. */
import { expect, test } from "vitest";
import { formatReport } from "../../generator/inspect/formatReport.js";
import { inspectApi } from "../../generator/inspect/inspectApi.js";
import { toApiModel } from "../../generator/model/api.js";
import { planApi } from "../../generator/plan/api.js";
import { features, validDocument } from "../features/feature.js";

async function report(name: string) {
  const feature = features.find((one) => one.name === name);
  const document = await validDocument(feature?.document);
  return inspectApi(planApi(toApiModel(document)));
}

test("of a method that starts one: what polls it; of that method: nothing", async () => {
  const { methods } = await report("long-running");
  const told = methods.map(({ accessor, name, longRunning, unpolled }) => [
    [...accessor, name].join("."),
    longRunning,
    unpolled,
  ]);
  const longRunning = {
    resource: ["operations"],
    method: "get",
    pattern: "^operations/.*$",
    cancel: null,
  };
  expect(told).toEqual([
    ["jobs.create", longRunning, null],
    ["jobs.get", null, null],
    ["jobs.upload", longRunning, null],
    ["operations.get", null, null],
  ]);
});

test("of one that cannot be waited for: why", async () => {
  const { methods } = await report("long-running-status");
  expect(
    methods.flatMap(({ id, unpolled }) =>
      unpolled === null ? [] : [[id, unpolled]],
    ),
  ).toEqual([
    [
      "test.licenses.insert",
      "globalOperations.get wants project as well, zoneOperations.get wants project and zone as well",
    ],
  ]);
});

test("as text, a line below the method", async () => {
  expect(formatReport(await report("long-running-status"))).toContain(
    `
disks
  insert(project, zone)  POST projects/{project}/zones/{zone}/disks
      long-running: polled by zoneOperations.get
`,
  );
  expect(formatReport(await report("long-running-status"))).toContain(
    `
  insert()  POST licenses
      long-running: waitFor cannot wait for it, globalOperations.get wants project as well, zoneOperations.get wants`,
  );
});
