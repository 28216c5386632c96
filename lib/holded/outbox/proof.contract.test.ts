import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { blindStepOf } from "@/lib/holded/outbox/write-once";
import type { PushKindName } from "@/lib/holded/push-plan";
import type { RandomFaults } from "@/lib/holded/sandbox/faults";
import { startSandbox, type Sandbox } from "@/lib/holded/sandbox/start-sandbox";
import { verifyChain } from "@/lib/platform/audit";
import { forgetEnv } from "@/lib/platform/env";
import { approved, askAgain, connected, type Connected } from "@/lib/testing/holded";
import { testDatabase } from "@/lib/testing/database";
import { workplace, type Work, type Workplace } from "@/lib/testing/holded-work";

/**
 * The promise of the connector, whole: more than 500 approved writes of every kind, by several companies with accounts of
 * their own, while Holded fails in every way it can, disappears altogether, and the workers are killed and started again.
 * Everything is drawn from one seed, which is printed with the result.
 */
const seed = Number(process.env.VISTO_PROOF_SEED ?? 20_261_122);

/** Approved writes of each kind in each company. */
const amounts: Readonly<Record<PushKindName, number>> = {
  purchase: 14, contact: 9, estimate: 9, estimate_send: 6, reconcile: 9, payment: 9, lead: 8, lead_note: 8, lead_task: 8, lead_stage: 7, event: 8,
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

afterAll(async () => {
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
};

it("writes each of more than 500 approved writes exactly once, whatever fails and whoever dies", { timeout: 600_000 }, async () => {
  const chance = mulberry32(seed);
  await openHolded(0);
  const intents = await approveAll(chance);
  expect(intents.length).toBeGreaterThanOrEqual(500);
  const before = countsOf(intents);

  const began = Date.now();
  holded().control.randomFaults(faults);
  for (let i = 0; i < workers; i += 1) startWorker();
  const end = new AbortController();
  const murderer = kill(chance, end.signal);
  const outage = awayFor(chance, end.signal);
  const asked = await untilSettled(intents);
  end.abort();
  const [killed, outages] = await Promise.all([murderer, outage]);
  holded().control.randomFaults(null);
  await Promise.all([...running].map(stop));

  const wrong = intents.filter(({ times, externalRef }) => times(externalRef) !== 1);
  const calls = holded().control.state().accounts.length;
  console.info(
    `proof: seed ${seed}, ${intents.length} approved writes of ${Object.keys(amounts).length} kinds in ${calls} accounts, ` +
      `${killed} workers killed, ${outages} outages, ${asked.looked} answers of a person who looked, ${asked.retried} retries of a person, ` +
      `${Math.round((Date.now() - began) / 1000)} s`,
  );
  expect(wrong.map(({ kind, externalRef, times }) => `${kind} ${externalRef} stands there ${times(externalRef)} times`)).toEqual([]);
  // Nothing is anywhere that no intent of that company explains.
  expect(countsOf(intents)).toEqual(grown(before, intents));
  for (const { scope } of new Set(intents.map(({ company }) => company))) expect(await verifyChain(scope)).toMatchObject({ ok: true });
  expect(killed).toBeGreaterThanOrEqual(5);
});

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
    const company = await connected(holded(), { switches: { plan: i === 0 ? "estandar" : "premium", windows: { minute: 5_000 } } });
    const place = await workplace(holded, company.account, company.token);
    for (const [kind, count] of Object.entries(amounts) as [PushKindName, number][])
      for (let n = 0; n < count; n += 1) wanted.push({ company, kind, place });
  }
  const intents: Intent[] = [];
  for (const { company, kind, place } of shuffled(wanted, chance)) {
    const { plan, times } = await place.work[kind]();
    const { proposalId, externalRef } = await approved(company.scope, plan);
    intents.push({ company, kind, proposalId, externalRef, times });
  }
  return intents;
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
  child.once("exit", () => running.delete(child));
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

/** Kills one of the workers at a random moment, again and again, and starts another. */
async function kill(chance: () => number, signal: AbortSignal): Promise<number> {
  let killed = 0;
  while (await pause(2_500 + chance() * 4_000, signal)) {
    const victims = [...running];
    const victim = victims[Math.floor(chance() * victims.length)];
    if (!victim) continue;
    await stop(victim);
    killed += 1;
    startWorker();
  }
  return killed;
}

/** Twice nobody is at the other end at all: connections are refused. */
async function awayFor(chance: () => number, signal: AbortSignal): Promise<number> {
  let outages = 0;
  while (outages < 2 && (await pause(8_000 + chance() * 4_000, signal))) {
    const { port } = holded();
    const { sandbox } = held;
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
        const shown = failure as Parameters<typeof blindStepOf>[0];
        expect(troubles, `${intent.kind} gave up: ${JSON.stringify(shown)}`).toContain(shown?.code);
        const isBlind = blindStepOf(shown) !== null;
        await askAgain(scope, proposalId, isBlind && intent.times(intent.externalRef) === 1);
        if (isBlind) asked.looked += 1;
        else asked.retried += 1;
      }
    }
  }
  return asked;
}

const kept = ["purchases", "estimates", "contacts", "leads", "events", "payments", "project-times", "attachments", "sent-mails"] as const;
type Counts = Readonly<Record<string, Readonly<Record<(typeof kept)[number], number>>>>;

/** How many objects each account has. */
function countsOf(intents: readonly Intent[]): Counts {
  const accounts = [...new Set(intents.map(({ company }) => company.account))];
  const of = (account: string) => Object.fromEntries(kept.map((name) => [name, holded().control.objects(name, account).length]));
  return Object.fromEntries(accounts.map((account) => [account, of(account)])) as Counts;
}

/** What each kind of write adds to its account, once. */
const adds: Readonly<Record<PushKindName, Partial<Record<(typeof kept)[number], number>>>> = {
  purchase: { purchases: 1, contacts: 1 },
  contact: {},
  estimate: { estimates: 1 },
  estimate_send: { "sent-mails": 1 },
  reconcile: { payments: 2 },
  payment: { payments: 1 },
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
  for (const { company, kind } of intents) {
    const counts = after[company.account] ?? {};
    for (const [name, count] of Object.entries(adds[kind])) counts[name] = (counts[name] ?? 0) + count;
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
