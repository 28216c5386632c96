import { fork, type ChildProcess } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import net, { type AddressInfo } from "node:net";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { QueryResultRow } from "pg";
import { planNames, plans, type Plan } from "@/lib/holded/quota";
import { rules } from "@/lib/holded/quota/rules";
import type { CallRecord } from "@/lib/holded/sandbox/call-log";
import { startSandbox, type Sandbox } from "@/lib/holded/sandbox/start-sandbox";
import { startEmbeddedDatabase } from "@/lib/platform/db/embedded";
import { migrateDatabase } from "@/lib/platform/db/migrate";
import { prepareServer } from "@/lib/platform/db/roles";
import { withClient } from "@/lib/platform/db/with-client";
import { assertLocal, testRoles } from "@/lib/testing/servers";
import type { Load, Orders, Report } from "./connector-load";

const usage = `--seconds 200 (duración de cada ronda en tiempo real, sin escalar) · --latency 250 (ms que tarda cada respuesta) · --queued 10000 · --plans basico,premium
Mide, contra el Holded local con las ventanas de cada plan en tiempo real, el conector entero (turno, HTTP, registro):
 · el caudal sostenido como parte de lo que la ventana permite: 60 s entre el tiempo medio que va de una llamada a la que
   hace el límite del plan después (nunca puede bajar de 60 s; sin la vuelta del arranque), con 1 y con 4 procesos sobre un mismo PostgreSQL;
 · cuántas escrituras aprobadas esperan turno detrás de miles de refrescos en cola, y cuánto tardan en total.
«respuesta ms» es lo que la respuesta tardó vista desde el proceso: una máquina sin aliento alarga la vuelta en eso.
Las cuentas de una ronda corren a la vez en la misma máquina. TEST_POSTGRES_URL usa un servidor que ya hay.`;

const goals = { share: 0.98, slotWaitMs: 1_000 } as const;
const processCounts = [1, 4] as const;

type Case = {
  readonly name: string;
  readonly plan: Plan;
  readonly processes: number;
  /** Its name in the local Holded. */
  readonly account: string;
  readonly accountKey: string;
  readonly companyId: string;
  readonly token: string;
  /** Calls a minute that the window allows to this load. */
  readonly allowed: number;
  readonly callers: Load["callers"];
  readonly writeEveryMs: number | null;
};

/** Runs until the figures are there; false: one of them is below its goal. */
export async function benchConnector(args: readonly string[]): Promise<boolean> {
  if (args.includes("--help")) {
    process.stdout.write(`${usage}\n`);
    return true;
  }
  const option = (name: string, otherwise: number) => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise);
  const wanted = args.includes("--plans") ? (args[args.indexOf("--plans") + 1] ?? "").split(",") : planNames;
  const [seconds, latencyMs, queued] = [option("--seconds", 200), option("--latency", 250), option("--queued", 10_000)];
  const database = await temporaryDatabase();
  const sandbox = await startSandbox({ seed: [] });
  try {
    if (latencyMs > 0) sandbox.control.randomFaults({ seed: 1, rate: 1, kinds: ["latency"], ms: latencyMs });
    process.stdout.write(`   ${seconds} s reales por ronda, ${latencyMs} ms por respuesta, ${cpus().length} núcleos, carga ${load()}\n`);
    let isGood = true;
    for (const processes of processCounts) {
      const cases = casesFor(sandbox, processes, queued).filter(({ plan }) => wanted.includes(plan));
      const recorder = recordCalls(sandbox);
      const reports = await runCases(cases, { baseUrl: `${sandbox.url}/api/v2`, databaseUrl: database.webUrl, seconds, processes });
      const isRoundGood = await show(cases, recorder.stop(), reports, database.superuserUrl);
      isGood &&= isRoundGood;
    }
    process.stdout.write(
      `   metas: caudal ≥ ${100 * goals.share} %, ningún 429, ninguna escritura espera turno más de ${goals.slotWaitMs} ms: ${isGood ? "se cumplen" : "NO se cumplen"}\n`,
    );
    return isGood;
  } finally {
    await sandbox.stop();
    await database.drop();
  }
}

const load = () => loadavg()[0]?.toFixed(1) ?? "?";

/** Of each plan an account that everybody uses as much as they can, and two behind a queue of refreshes. */
function casesFor(sandbox: Sandbox, processes: number, queued: number): Case[] {
  const each = (callers: number) => Math.max(1, Math.ceil(callers / processes));
  const saturated = planNames.map((plan) => ({
    ...account(sandbox, plan, processes),
    name: "todo",
    allowed: plans[plan].perMinute,
    callers: { write: each(16), person: each(2), scheduled: each(2), refresh: each(2) },
    writeEveryMs: null,
  }));
  const behindQueue = (["avanzado", "premium"] as const).map((plan) => ({
    ...account(sandbox, plan, processes),
    name: "refrescos",
    allowed: Math.floor(plans[plan].perMinute * rules.refresh.minute),
    callers: { refresh: each(queued) },
    writeEveryMs: 2_500,
  }));
  return [...saturated, ...behindQueue];
}

function account(sandbox: Sandbox, plan: Plan, processes: number) {
  const key = `bench-${plan}-${processes}-${randomUUID().slice(0, 6)}`;
  sandbox.control.addAccount({ key, name: key, taxId: "B12345674", switches: { plan } });
  return { plan, processes, account: key, accountKey: `bench:${key}`, companyId: randomUUID(), token: sandbox.control.addToken(key, {}) };
}

type Round = { readonly baseUrl: string; readonly databaseUrl: string; readonly seconds: number; readonly processes: number };

async function runCases(cases: readonly Case[], { baseUrl, databaseUrl, seconds, processes }: Round): Promise<Report[]> {
  const children: ChildProcess[] = [];
  try {
    while (children.length < processes) children.push(await startWorker(databaseUrl));
    // One process alone makes the writes that are timed.
    const loads = (n: number) => cases.map((one): Load => ({ ...one, writeEveryMs: n === 0 ? one.writeEveryMs : null }));
    children.forEach((child, n) => child.send({ baseUrl, loads: loads(n) } satisfies Orders));
    await sleep(seconds * 1000);
    return await Promise.all(children.map(reportOf));
  } finally {
    for (const child of children) child.kill("SIGKILL");
  }
}

function startWorker(databaseUrl: string): Promise<ChildProcess> {
  const env = { ...process.env, DATABASE_URL: databaseUrl, DATABASE_POOL: "8", VISTO_MODE: "embedded", LOG_LEVEL: "silent" };
  const child = fork(path.resolve("e2e/bench/connector-worker.ts"), { env, execArgv: ["--conditions=react-server", "--import", "tsx"] });
  return new Promise((resolve, reject) => {
    child.once("message", () => resolve(child));
    child.once("exit", (code) => reject(new Error(`a process of the benchmark ended with ${code}`)));
  });
}

function reportOf(child: ChildProcess): Promise<Report> {
  return new Promise((resolve, reject) => {
    child.removeAllListeners("exit");
    child.once("message", (report) => resolve(report as Report));
    child.once("exit", (code) => reject(new Error(`a process of the benchmark ended with ${code} before its report`)));
    child.send("report");
  });
}

type Figures = { readonly calls: number; readonly refused: number; readonly meanMs: number; readonly leastMs: number };

/** From when the local Holded counted the calls: the time from each to the one that is a whole limit later. */
function figuresOf(calls: readonly CallRecord[], { account, allowed }: Case): Figures {
  const own = calls.filter((call) => call.account === account);
  const times = own.filter(({ status }) => status === 200).map(({ at }) => Date.parse(at));
  // The processes start together, and cold: their first minute is not what goes on.
  const steady = times.length > 2 * allowed ? times.slice(allowed) : times;
  const rounds = steady.slice(allowed).map((time, i) => time - (steady[i] ?? 0));
  return {
    calls: own.length,
    refused: own.filter(({ status }) => status === 429).length,
    meanMs: rounds.reduce((sum, round) => sum + round, 0) / rounds.length,
    leastMs: rounds.reduce((least, round) => Math.min(least, round), Infinity),
  };
}

/** The local Holded keeps its last calls only: they are fetched while the benchmark runs. */
function recordCalls(sandbox: Sandbox): { stop(): readonly CallRecord[] } {
  const calls: CallRecord[] = [];
  const fetchNew = () => calls.push(...sandbox.control.calls({ after: calls.at(-1)?.number ?? 0 }));
  const timer = setInterval(fetchNew, 5_000);
  return {
    stop() {
      clearInterval(timer);
      fetchNew();
      return calls;
    },
  };
}

async function show(
  cases: readonly Case[],
  calls: readonly CallRecord[],
  reports: readonly Report[],
  superuserUrl: string,
): Promise<boolean> {
  const troubles = reports.reduce((sum, report) => sum + report.troubles, 0);
  process.stdout.write(
    `\n   ${reports.length} ${reports.length === 1 ? "proceso" : "procesos"} · carga ${load()} · llamadas sin respuesta útil: ${troubles}\n`,
  );
  let isGood = troubles === 0;
  line(["demanda", "plan", "permitidas/min", "llamadas", "429", "respuesta ms", "vuelta mín. s", "vuelta s", "caudal %"]);
  for (const one of cases) {
    const { calls: made, refused, meanMs, leastMs } = figuresOf(calls, one);
    const share = 60_000 / meanMs;
    isGood &&= share >= goals.share && refused === 0;
    const [own] = await logged<{ ms: number }>(superuserUrl, "SELECT avg(ms)::int AS ms FROM integration_call WHERE company_id = $1", one);
    const rounds = [(leastMs / 1000).toFixed(2), (meanMs / 1000).toFixed(2), (100 * share).toFixed(2)];
    line([one.name, one.plan, one.allowed, made, refused, own?.ms ?? 0, ...rounds]);
  }
  line(["escritura", "plan", "escrituras", "esperaron", "aplazadas", "espera máx. ms", "en total: med.", "p95 ms", "máx. ms"]);
  for (const one of cases.filter(({ writeEveryMs }) => writeEveryMs !== null)) {
    const times = reports.flatMap(({ writes }) => writes[one.plan] ?? []).sort((a, b) => a - b);
    const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Infinity;
    const [held] = await logged<{ waited: number; longest: number; postponed: number }>(
      superuserUrl,
      `SELECT sum(waited)::int AS waited, max(longest_ms)::int AS longest, sum(postponed)::int AS postponed
       FROM quota_held WHERE company_id = $1 AND purpose = 'write'`,
      one,
    );
    const longest = held?.longest ?? 0;
    isGood &&= times.length > 10 && longest <= goals.slotWaitMs && !held?.postponed;
    line(["tras cola", one.plan, times.length, held?.waited ?? 0, held?.postponed ?? 0, longest, at(0.5), at(0.95), at(1)]);
  }
  return isGood;
}

/** What the connector itself wrote down of the load. */
function logged<Row extends QueryResultRow>(superuserUrl: string, sql: string, { companyId }: Case): Promise<readonly Row[]> {
  return withClient(superuserUrl, async (client) => (await client.query<Row>(sql, [companyId])).rows);
}

function line(cells: readonly (string | number)[]): void {
  process.stdout.write(`   ${cells.map((cell, i) => (i < 2 ? String(cell).padEnd(10) : String(cell).padStart(14))).join(" ")}\n`);
}

type Database = { readonly webUrl: string; readonly superuserUrl: string; drop(): Promise<void> };

/** A migrated database of its own, on a server that runs already or on one that lives as long as the benchmark. */
export async function temporaryDatabase(): Promise<Database> {
  const name = `visto_bench_${randomBytes(4).toString("hex")}`;
  const given = process.env.TEST_POSTGRES_URL;
  const dir = fs.mkdtempSync(path.join(tmpdir(), "visto-bench-"));
  fs.chmodSync(dir, 0o755);
  if (given) assertLocal(given);
  const own = given
    ? null
    : await startEmbeddedDatabase({ dir: path.join(dir, "pg"), port: await freePort(), password: randomBytes(16).toString("hex") });
  const server = given ?? own?.url("postgres") ?? "";
  const { ownerUrl, webUrl } = await prepareServer(server, name, testRoles);
  await migrateDatabase(ownerUrl);
  const superuserUrl = new URL(server);
  superuserUrl.pathname = `/${name}`;
  return {
    webUrl,
    superuserUrl: superuserUrl.href,
    async drop() {
      await withClient(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
      await own?.stop();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
