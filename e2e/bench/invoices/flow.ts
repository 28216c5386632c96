import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { agentHandlers } from "@/lib/agents/handlers";
import { holdedHandlers } from "@/lib/holded/handlers";
import { syncMirror } from "@/lib/holded/mirror";
import { startSandbox, type Sandbox } from "@/lib/holded/sandbox/start-sandbox";
import { receiveUpload } from "@/lib/inbox/receive-upload";
import { closeConnections } from "@/lib/platform/db/close";
import { forgetEnv } from "@/lib/platform/env";
import { startWorker } from "@/lib/platform/worker";
import { decide } from "@/lib/review/decide";
import { itemView } from "@/lib/review/item-view";
import { connected, type Connected } from "@/lib/testing/holded";
import { valueOf } from "@/lib/testing/proposals";
import { temporaryDatabase } from "../connector";
import { digitalFiles } from "./corpus";
import { judgeGoals, load, optionOf, quantile, say, type Goal, type Outcome } from "./report";

const undoWindowMs = 10_000;
const patienceMs = 60_000;

/**
 * From the drop of a PDF until its proposal can be shown, and from the end of the undo window until Holded's own answer
 * agrees with what was approved: through the real queue, worker, database, reading processes and the local Holded. In
 * one process and without a browser; the invoices come one after the other, as a person drops them.
 */
export async function measureFlow(args: readonly string[]): Promise<Outcome> {
  const invoices = optionOf(args, "--invoices", 30);
  const database = await temporaryDatabase();
  const sandbox = await startSandbox({ seed: [] });
  const blobs = mkdtempSync(path.join(tmpdir(), "bench-blobs-"));
  settle(database.webUrl, sandbox, blobs);
  const worker = await startWorker([...agentHandlers, ...holdedHandlers()]);
  try {
    // The largest window: with 120 calls a minute a dozen purchases and the first copy use it up, and the next one waits for it.
    const connection = await connected(sandbox, { switches: { plan: "premium" } });
    valueOf(await syncMirror(connection.scope, { purpose: "person" }));
    const proposed: number[] = [];
    const verified: number[] = [];
    // The first one also starts the reading process, which ends after a minute without work.
    const [first = "", ...files] = digitalFiles().slice(0, invoices + 1);
    const cold = await drop(connection, first);
    for (const file of files) {
      const { ms, id } = await drop(connection, file);
      proposed.push(ms);
      const settledMs = id === null ? null : await approve(connection, id);
      if (settledMs !== null) verified.push(settledMs);
    }
    say(`en frío, con el arranque del proceso de lectura: ${Math.round(cold.ms)} ms`);
    say(
      `carga ${load()} · ${proposed.length} ficheros soltados, ${verified.length} aprobados y comprobados (los demás esperan a una persona o no son factura)`,
    );
    return judgeGoals(
      [...goals("de soltar a propuesta", proposed, 3_000), ...goals("de aprobar a comprobado en Holded", verified, 5_000)],
      (ms) => `${ms} ms`,
    );
  } finally {
    await worker.stop(5_000);
    await closeConnections();
    await sandbox.stop();
    await database.drop();
    rmSync(blobs, { recursive: true, force: true });
  }
}

function goals(name: string, times: readonly number[], most: number): Goal[] {
  const [median, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
  const shown = p95 === null || median === null ? "–" : `${Math.round(p95)} ms (mediana ${Math.round(median)})`;
  return [{ name: `${name}, p95`, value: p95, shown, goal: most, direction: "at most" }];
}

function settle(databaseUrl: string, sandbox: Sandbox, blobs: string): void {
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    VISTO_MODE: "embedded",
    LOG_LEVEL: "silent",
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    NEXTAUTH_URL: "http://localhost:3000",
    VAULT_KEYS: `1:${randomBytes(32).toString("base64")}`,
    HOLDED_SANDBOX_URL: `${sandbox.url}/api/v2`,
    HOLDED_LIVE_URL: `${sandbox.url}/api/v2`,
    BLOB_DIR: blobs,
  });
  forgetEnv();
}

async function drop({ scope, eva }: Connected, file: string): Promise<{ readonly ms: number; readonly id: string | null }> {
  const bytes = new Uint8Array(readFileSync(file));
  const started = performance.now();
  const { proposalId } = valueOf(await receiveUpload(scope, eva, { fileName: path.basename(file), bytes, source: "upload" }));
  const state = await stateAfter({ scope, eva }, proposalId, ["reading"]);
  return { ms: performance.now() - started, id: state === "open" ? proposalId : null };
}

/** As if it had been decided an undo window ago; null when it may not be approved as it is. */
async function approve({ scope, eva }: Connected, id: string): Promise<number | null> {
  const { version, payloadHash } = valueOf(await itemView(scope, id));
  const approval = { verdict: "approve", requestKey: randomUUID(), id, seenVersion: version, seenHash: payloadHash } as const;
  const started = performance.now();
  const decided = await decide(scope, eva, approval, { clock: () => new Date(Date.now() - undoWindowMs - 1_000) });
  if (!decided.ok || decided.value.state !== "approved") return null;
  const state = await stateAfter({ scope, eva }, id, ["approved", "sending"]);
  return state === "settled" ? performance.now() - started : null;
}

async function stateAfter({ scope }: Pick<Connected, "scope" | "eva">, id: string, before: readonly string[]): Promise<string> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const { state } = valueOf(await itemView(scope, id));
    if (!before.includes(state) || performance.now() > giveUpAt) return state;
    await sleep(20);
  }
}
