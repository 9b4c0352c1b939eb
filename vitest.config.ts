import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Begins with the files that take minutes, so that none of them runs alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(
    files: TestSpecification[],
  ): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean =>
      /\/test\/breadth\//.test(moduleId);
    const sorted = await super.sort(files);
    return [
      ...sorted.filter(isLong),
      ...sorted.filter((file) => !isLong(file)),
    ];
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/buildDist.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The default leaves a core to the runner, which has little to do; on two cores that is half of them.
    maxWorkers: "100%",
    sequence: { sequencer: LongestFirst },
  },
});
