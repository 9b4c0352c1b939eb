import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/buildDist.ts"],
    testTimeout: 60_000,
    // The default leaves a core to the runner, which has little to do; on two cores that is half of them.
    maxWorkers: "100%",
  },
});
