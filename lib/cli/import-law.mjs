// Checks the import law and that the checker saw our modules at all: with a wrong parser it reports nothing and passes.
import { spawnSync } from "node:child_process";
import { bin, root } from "./bootstrap.mjs";

const result = spawnSync(
  bin("depcruise"),
  ["--config", "lib/testing/import-law.cjs", "--output-type", "json", "app", "components", "lib"],
  {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 256e6,
  },
);
if (!result.stdout) {
  process.stderr.write(result.stderr);
  process.exit(1);
}
const { summary, modules } = JSON.parse(result.stdout);
const seen = modules.filter((m) => /^(app|components|lib)\//.test(m.source)).length;
const edges = modules.reduce((n, m) => n + m.dependencies.filter((d) => /^(app|components|lib)\//.test(d.resolved)).length, 0);
for (const v of summary.violations) process.stdout.write(`${v.rule.name}: ${v.from} → ${v.to}\n`);
process.stdout.write(`${seen} modules, ${edges} imports among them, ${summary.violations.length} violations\n`);
process.exit(summary.violations.length === 0 && seen > 20 && edges > seen / 2 ? 0 : 1);
