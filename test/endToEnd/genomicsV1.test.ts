/** The client that is checked in. */
import { join } from "node:path";
import { loadGenerated } from "../support/loadGenerated.js";
import { repositoryRoot } from "../support/temporary.js";
import type * as genomics from "../../generated/genomics-v1/index.js";
import { describeOperations } from "./describeOperations.js";

describeOperations(
  "generated/genomics-v1",
  { version: "v1", parent: "operations" },
  async () => {
    const { ApiError, Genomics } = await loadGenerated<typeof genomics>(
      join(repositoryRoot, "generated/genomics-v1/index.ts"),
    );
    return {
      ApiError,
      connect: (options) => new Genomics(options).operations,
    };
  },
);
