// `npm test`: everything that decides whether this checkout is sound, on a fresh clone too. Plain JavaScript because it
// installs what the rest needs. Ends with one line, `N passed, N failed`.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { bin, checkDisk, checkNode, generateClient, installOnce, root, run, stopWith } from "./bootstrap.mjs";

checkNode();
checkDisk();
await installOnce();
generateClient();

const work = fs.mkdtempSync(path.join(os.tmpdir(), "visto-test-"));
const tally = { passed: 0, failed: 0, skipped: 0 };
const only = new Set(process.argv.slice(2));
const wants = (lane) => only.size === 0 || only.has(lane);

if (wants("static")) {
  lockComplete();
  // Writes next-env.d.ts and the types of the routes, which a fresh clone does not have.
  await run(bin("next"), ["typegen"], { NEXT_TELEMETRY_DISABLED: "1" });
  await Promise.all([check("types", bin("tsc"), ["--noEmit", "-p", "."]), check("lint", bin("eslint"), [".", "--max-warnings=0"])]);
  await check("format", bin("prettier"), ["--check", "--log-level=warn", "."]);
  await check("import law", process.execPath, ["lib/cli/import-law.mjs"]);
}
if (wants("unit")) await vitest();
if (wants("browser")) await browser();

fs.rmSync(work, { recursive: true, force: true });
const { passed, failed, skipped } = tally;
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

async function check(name, command, args) {
  const from = Date.now();
  const code = await run(command, args);
  process.stdout.write(`${code === 0 ? "ok" : "FAILED"}  ${name}  ${((Date.now() - from) / 1000).toFixed(1)} s\n`);
  tally[code === 0 ? "passed" : "failed"] += 1;
}

/** npm leaves optional packages of other platforms out of the lock when the registry lacks them: a Mac user gets no binary. */
function lockComplete() {
  const packages = JSON.parse(fs.readFileSync(path.join(root, "package-lock.json"), "utf8")).packages;
  const names = Object.keys(packages);
  const missing = names.flatMap((name) =>
    Object.keys(packages[name].optionalDependencies ?? {})
      .filter((wanted) => !names.some((n) => n.endsWith(`node_modules/${wanted}`)))
      .map((wanted) => `${name || "(root)"} -> ${wanted}`),
  );
  process.stdout.write(missing.length ? `FAILED  lock file lacks ${missing.join(", ")}\n` : "ok  lock file is complete\n");
  tally[missing.length ? "failed" : "passed"] += 1;
}

async function vitest() {
  const report = path.join(work, "vitest.json");
  const code = await run(bin("vitest"), ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);
  if (!fs.existsSync(report)) return void (tally.failed += 1);
  const r = JSON.parse(fs.readFileSync(report, "utf8"));
  tally.passed += r.numPassedTests;
  tally.failed += r.numFailedTests;
  tally.skipped += r.numPendingTests;
  // A file that could not even load counts as one failure.
  if (code !== 0 && r.numFailedTests === 0) tally.failed += 1;
}

async function browser() {
  ensureBrowser();
  const report = path.join(work, "playwright.json");
  const code = await run(bin("playwright"), ["test", "-c", "e2e/playwright.config.ts", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  if (!fs.existsSync(report)) return void (tally.failed += 1);
  const { stats } = JSON.parse(fs.readFileSync(report, "utf8"));
  tally.passed += stats.expected + stats.flaky;
  tally.failed += stats.unexpected;
  tally.skipped += stats.skipped;
  if (code !== 0 && stats.unexpected === 0) tally.failed += 1;
}

/** Playwright's own build where it was fetched, a system browser, Debian's where apt is there, else Playwright fetches. */
function ensureBrowser() {
  const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable", "/usr/bin/google-chrome"];
  if (process.env.CHROMIUM_PATH || known.some((p) => fs.existsSync(p))) return;
  if (fs.existsSync("/usr/bin/apt-get") && process.getuid?.() === 0) {
    const options = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
    spawnSync("apt-get", ["update", "-qq"], options);
    if (spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], options).status === 0) return;
  }
  const fetched = spawnSync(bin("playwright"), ["install", "chromium"], { cwd: root, stdio: "inherit" });
  if (fetched.status !== 0)
    stopWith("No hay navegador para las pruebas: instale chromium (apt-get install chromium) o indique su ruta con CHROMIUM_PATH.");
}
