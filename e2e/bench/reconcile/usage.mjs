// Loaded before a measured program: at its end it writes what it used to the file named in VISTO_BENCH_USAGE.
import { writeFileSync } from "node:fs";

process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const file = process.env.VISTO_BENCH_USAGE;
  if (file) writeFileSync(file, JSON.stringify({ peakMb: maxRSS / 1024, processorMs: (userCPUTime + systemCPUTime) / 1000 }));
});
