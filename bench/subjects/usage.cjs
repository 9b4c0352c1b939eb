// Loaded into each process that is measured: at its end it writes down what all of its threads took.
const { isMainThread } = require("node:worker_threads");

if (isMainThread && process.env.BENCH_USAGE) {
  process.on("exit", () => {
    const { user, system } = process.cpuUsage();
    require("node:fs").writeFileSync(
      process.env.BENCH_USAGE,
      JSON.stringify({
        cpu: (user + system) / 1e6,
        memory: process.resourceUsage().maxRSS / 1024,
      }),
    );
  });
}
