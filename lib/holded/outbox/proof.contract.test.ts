import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { blobStore } from "@/lib/documents/blob-store";
import { doubtOf } from "@/lib/holded/outbox/doubt";
import type { StoredFailure } from "@/lib/holded/outbox/store";
import type { PlanOf, PushKindName } from "@/lib/holded/push-plan";
import type { RandomFaults } from "@/lib/holded/sandbox/faults";
import { startSandbox, type Sandbox } from "@/lib/holded/sandbox/start-sandbox";
import { verifyChain } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { forgetEnv } from "@/lib/platform/env";
import { approved, askAgain, connected, storedFile, type Connected } from "@/lib/testing/holded";
import { testDatabase } from "@/lib/testing/database";
import { pdf } from "@/lib/testing/pdf-bytes";
import { workplace, type Work, type Workplace } from "@/lib/testing/holded-work";

/**
 * The promise of the connector, whole: more than 500 approved writes of every kind, by several companies with accounts of
 * their own, while Holded fails in every way it can, disappears altogether, and the workers are killed and started again.
 * Everything is drawn from one seed, which is printed with the result.
 */
const seed = Number(process.env.VISTO_PROOF_SEED ?? 20_261_122);

/**
 * Approved writes of each kind in each company. Changes of an estimate stand in the tests of the kinds and of the crashes; a
 * run of this proof with them did not come to its end once, and until the cause is known they are not mixed in here.
 */
const amounts: Readonly<Record<PushKindName, number>> = {
  purchase: 12, contact: 8, estimate: 9, estimate_change: 0, estimate_send: 6, reconcile: 8, payment: 9, bank_statement: 4, lead: 7, lead_note: 8, lead_task: 8, lead_stage: 7, event: 8,
  project_time: 6, inbox_attach: 5,
}; // prettier-ignore
const companies = 5;
const workers = 3;

/**
 * Reads are stale for 5 s, so the lag is a little more. A call is given up after 2 s instead of 20, which is all that makes
 * a stall of 30 s cheap here; a lease of 3 s instead of 8 lets the dead be followed sooner.
 */
const patience = { leaseMs: 3_000, readLagMs: 6_000, callMs: 2_000, backoffMs: 250 };

const faults: RandomFaults = {
  seed,
  rate: 0.08,
  kinds: [
    "refused", "refused", "drop_before", "drop_before", "drop_after", "drop_after", "drop_after", "500_before", "500_after", "500_after", "429", "423",
    "423", "stall", "stall_after", "stale", "truncated", "malformed", "html_200", "html_200_after",
  ],
}; // prettier-ignore

/** For what a person may be asked to try again: Holded's own trouble, never a doubt about what we did. */
const troubles: readonly string[] = [
  "holded.server_error",
  "holded.bad_answer",
  "holded.unreachable",
  "holded.rate_limited",
  "holded.outcome_unknown",
];

const database = testDatabase();
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "visto-proof-"));
const held: { sandbox?: Sandbox } = {};
const holded = (): Sandbox => {
  if (!held.sandbox) throw new Error("the local Holded is away");
  return held.sandbox;
};
const running = new Set<ChildProcess>();
const over = new AbortController();

afterAll(async () => {
  over.abort();
  for (const child of running) child.kill("SIGKILL");
  await held.sandbox?.stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

type Intent = {
  readonly company: Connected;
  readonly kind: PushKindName;
  readonly proposalId: string;
  readonly externalRef: string;
  readonly times: Work["times"];
  readonly adds: Added;
};

it("writes each of more than 500 approved writes exactly once, whatever fails and whoever dies", { timeout: 1_500_000 }, async () => {
  const chance = mulberry32(seed);
  await openHolded(await freePort(chance));
  const intents = await approveAll(chance);
  expect(intents.length).toBeGreaterThanOrEqual(500);
  const before = countsOf(intents);

  const began = Date.now();
  holded().control.randomFaults(faults);
  for (let i = 0; i < workers; i += 1) startWorker();
  const murderer = kill(chance, over.signal);
  const outage = awayFor(chance, over.signal);
  const asked = await Promise.race([untilSettled(intents), broken(murderer), broken(outage)]);
  over.abort();
  const [killed, outages] = await Promise.all([murderer, outage]);
  holded().control.randomFaults(null);
  await Promise.all([...running].map(stop));

  const wrong = intents.filter(({ times, externalRef }) => times(externalRef) !== 1);
  process.stdout.write(
    `proof: seed ${seed}, ${intents.length} approved writes of ${Object.keys(amounts).length} kinds in ${companies} companies, ` +
      `${served()} calls, ${killed} workers killed, ${outages} outages, ${asked.looked} answers of a person who looked, ${asked.retried} retries of a person, ` +
      `${Math.round((Date.now() - began) / 1000)} s\n`,
  );
  expect(wrong.map(({ kind, externalRef, times }) => `${kind} ${externalRef} stands there ${times(externalRef)} times`)).toEqual([]);
  // Nothing is anywhere that no intent of that company explains.
  expect(countsOf(intents)).toEqual(grown(before, intents));
  for (const { scope } of new Set(intents.map(({ company }) => company))) expect(await verifyChain(scope)).toMatchObject({ ok: true });
  expect(killed).toBeGreaterThanOrEqual(5);
});

/** What goes wrong with those who make trouble is not waited for until the end. */
const broken = (trouble: Promise<unknown>): Promise<never> => trouble.then(() => new Promise<never>(() => undefined));

/**
 * Below the ports that the system gives to calls on their way out: while Holded is away, one of the many calls to it could
 * get its very port, and then it could not come back.
 */
async function freePort(chance: () => number): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(chance() * 10_000);
    const server = net.createServer();
    const isFree = await new Promise<boolean>((told) => {
      server.once("error", () => told(false));
      server.listen(port, "127.0.0.1", () => told(true));
    });
    if (!isFree) continue;
    await new Promise((closed) => server.close(closed));
    return port;
  }
}

/** The local Holded, with its books on disk: another one goes on where this one stopped. */
async function openHolded(port: number): Promise<void> {
  held.sandbox = await startSandbox({ seed: [], dataDir, port });
  process.env.HOLDED_SANDBOX_URL = `${held.sandbox.url}/api/v2`;
  process.env.HOLDED_LIVE_URL = `${held.sandbox.url}/api/v2`;
  forgetEnv();
}

async function approveAll(chance: () => number): Promise<readonly Intent[]> {
  const wanted: { readonly company: Connected; readonly kind: PushKindName; readonly place: Workplace }[] = [];
  for (let i = 0; i < companies; i += 1) {
    // One of them has no custom fields: there the reference stands in the tags, and leads are known by their natural key.
    const company = await connected(holded(), {
      switches: { plan: i === 0 ? "estandar" : "premium", windows: { minute: 5_000, month: null } },
    });
    const place = await workplace(holded, company.account, company.token);
    for (const [kind, count] of Object.entries(amounts) as [PushKindName, number][])
      for (let n = 0; n < count; n += 1) wanted.push({ company, kind, place });
  }
  const intents: Intent[] = [];
  for (const { company, kind, place } of shuffled(wanted, chance)) {
    const { plan, times } = await place.work[kind]();
    const whole = plan.kind === "purchase" ? await ofSharedSupplier(company, plan, intents.length) : { plan, adds: adds[kind] };
    const { proposalId, externalRef } = await approved(company.scope, whole.plan);
    intents.push({ company, kind, proposalId, externalRef, times, adds: whole.adds });
  }
  return intents;
}

/** Purchases of a company come from few suppliers, new to Holded: each must be made once, whoever comes first. */
async function ofSharedSupplier(
  { scope, account }: Connected,
  plan: PlanOf<"purchase">,
  n: number,
): Promise<{ plan: PlanOf<"purchase">; adds: Added }> {
  const supplier = `Proveedor ${n % 4} de ${account}`;
  const isFirst = !suppliers.has(supplier);
  suppliers.add(supplier);
  const attachment = n % 3 === 0 ? await keptFile(scope) : null;
  return {
    plan: {
      ...plan,
      contact: { mode: "ensure", name: supplier, code: `B1234567${n % 4}`, countryCode: "ES" },
      approve: n % 2 === 0,
      attachment,
    },
    adds: { purchases: 1, ...(isFirst ? { contacts: 1 } : {}), ...(attachment ? { attachments: 1 } : {}) },
  };
}
const suppliers = new Set<string>();

/** A file that the workers can read. */
async function keptFile(scope: CompanyScope): Promise<NonNullable<PlanOf<"purchase">["attachment"]>> {
  const file = await storedFile(scope);
  const { blobKey } = await scope.read((tx) => tx.document.findFirstOrThrow({ where: { id: file.documentId }, select: { blobKey: true } }));
  await blobStore().put(blobKey, pdf);
  return file;
}

function startWorker(): void {
  const { leaseMs, readLagMs, callMs, backoffMs } = patience;
  const numbers = [leaseMs, readLagMs, callMs, backoffMs].map(String);
  const args = ["--conditions=react-server", "--import", "tsx", "lib/testing/push-worker.ts", ...numbers];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, DATABASE_URL: database.url() },
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.add(child);
  child.once("exit", () => {
    running.delete(child);
    // One that falls by itself, as on a machine without breath, is started again like one that was killed.
    if (!child.killed && !over.signal.aborted) startWorker();
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

/**
 * Kills one of the workers at a random moment, again and again, and starts another. Moments are counted in calls that Holded
 * answered, not in seconds: on a slow machine too every worker gets to the middle of something.
 */
async function kill(chance: () => number, signal: AbortSignal): Promise<number> {
  let killed = 0;
  while (await afterCalls(60 + chance() * 400, chance, signal)) {
    const victims = [...running];
    const victim = victims[Math.floor(chance() * victims.length)];
    if (!victim) continue;
    await stop(victim);
    killed += 1;
    startWorker();
  }
  return killed;
}

/** Calls that Holded has answered since the beginning, outages included. */
function served(): number {
  const last = held.sandbox?.control.calls().at(-1)?.number;
  count.now = last === undefined ? count.now : count.earlier + last;
  return count.now;
}
const count = { earlier: 0, now: 0 };

/** Until Holded has answered so many more calls; false when all is over before. */
async function afterCalls(calls: number, chance: () => number, signal: AbortSignal): Promise<boolean> {
  const enough = served() + calls;
  while (served() < enough) if (!(await pause(20 + chance() * 80, signal))) return false;
  return true;
}

/** Twice nobody is at the other end at all: connections are refused. */
async function awayFor(chance: () => number, signal: AbortSignal): Promise<number> {
  let outages = 0;
  while (outages < 2 && (await afterCalls(800 + chance() * 800, chance, signal))) {
    const { port } = holded();
    const { sandbox } = held;
    count.earlier = served();
    delete held.sandbox;
    await sandbox?.stop();
    await sleep(1_000 + chance() * 1_000);
    await openHolded(port);
    holded().control.randomFaults({ ...faults, seed: seed + outages + 1 });
    outages += 1;
  }
  return outages;
}

type Asked = { readonly looked: number; readonly retried: number };

/** Waits for the end of all. What gave up is shown to a person: she looks where she is told to, or asks for another try. */
async function untilSettled(intents: readonly Intent[]): Promise<Asked> {
  const asked = { looked: 0, retried: 0 };
  const byProposal = new Map(intents.map((intent) => [intent.proposalId, intent]));
  const scopes = [...new Set(intents.map(({ company }) => company.scope))];
  for (let open = Infinity; open > 0; await sleep(500)) {
    open = 0;
    for (const scope of scopes) {
      const rows = await scope.read((tx) =>
        tx.push.findMany({ where: { state: { not: "settled" } }, select: { proposalId: true, state: true, failure: true } }),
      );
      open += rows.length;
      for (const { proposalId, state, failure } of rows) {
        const intent = byProposal.get(proposalId);
        if (state !== "failed" || !intent || !held.sandbox) continue;
        const shown = failure as StoredFailure | null;
        expect(troubles, `${intent.kind} gave up: ${JSON.stringify(shown)}`).toContain(shown?.code);
        const isBlind = doubtOf(shown) !== null;
        await askAgain(scope, proposalId, isBlind && intent.times(intent.externalRef) === 1);
        if (isBlind) asked.looked += 1;
        else asked.retried += 1;
      }
    }
  }
  return asked;
}

const kept = [
  "purchases",
  "estimates",
  "contacts",
  "leads",
  "events",
  "payments",
  "project-times",
  "attachments",
  "sent-mails",
  "bank-movements",
] as const;
type Added = Partial<Record<(typeof kept)[number], number>>;
type Counts = Readonly<Record<string, Readonly<Record<(typeof kept)[number], number>>>>;

/** How many objects each account has. */
function countsOf(intents: readonly Intent[]): Counts {
  const accounts = [...new Set(intents.map(({ company }) => company.account))];
  const of = (account: string) => Object.fromEntries(kept.map((name) => [name, holded().control.objects(name, account).length]));
  return Object.fromEntries(accounts.map((account) => [account, of(account)])) as Counts;
}

/** What each kind of write adds to its account, once. */
const adds: Readonly<Record<PushKindName, Added>> = {
  purchase: { purchases: 1 },
  contact: {},
  estimate: { estimates: 1 },
  estimate_change: {},
  estimate_send: { "sent-mails": 1 },
  reconcile: { payments: 2 },
  payment: { payments: 1 },
  bank_statement: { "bank-movements": 120 },
  lead: { contacts: 1, leads: 1, events: 1 },
  lead_note: {},
  lead_task: {},
  lead_stage: {},
  event: { events: 1 },
  project_time: { "project-times": 2 },
  inbox_attach: { attachments: 1 },
};

function grown(before: Counts, intents: readonly Intent[]): Counts {
  const after = structuredClone(before) as Record<string, Record<string, number>>;
  for (const { company, adds: added } of intents) {
    const counts = after[company.account] ?? {};
    for (const [name, count] of Object.entries(added)) counts[name] = (counts[name] ?? 0) + count;
  }
  return after as Counts;
}

/** False when it is over. */
async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(ms, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}

function shuffled<T>(items: readonly T[], chance: () => number): T[] {
  return items
    .map((item) => ({ item, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Mulberry32: small, and the same everywhere for a seed. */
function mulberry32(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
