import { setTimeout as sleep } from "node:timers/promises";
import { holdedClient } from "@/lib/holded/client";
import { listTaxes } from "@/lib/holded/endpoints/taxes";
import { purposes, type Purpose } from "@/lib/holded/retry";
import { ok } from "@/lib/kernel/result";
import { companyScope } from "@/lib/platform/db/scope";
import type { Load, Orders, Report } from "./connector-load";

// One process of the benchmark: does what it is told until it is asked for its report.
const writes: Record<string, number[]> = {};
let troubles = 0;
process.on("message", (message: Orders | "report") => {
  if (message === "report") process.send?.({ writes, troubles } satisfies Report, () => process.exit(0));
  else for (const load of message.loads) start(load, message.baseUrl);
});
process.send?.("ready");

function start(load: Load, baseUrl: string): void {
  const call = caller(load, baseUrl);
  for (const purpose of purposes) {
    for (let n = 0; n < (load.callers[purpose] ?? 0); n += 1) void forEver(() => call(purpose));
  }
  if (load.writeEveryMs !== null) void writeAtIntervals(load.plan, load.writeEveryMs, () => call("write"));
}

/** Calls through the whole connector: slot, HTTP, settling, log. Gives the milliseconds after which to come again. */
function caller(load: Load, baseUrl: string): (purpose: Purpose) => Promise<number> {
  const scope = companyScope({ companyId: load.companyId, environment: "sandbox" });
  const access = ok({ baseUrl, token: load.token, accountKey: load.accountKey, plan: load.plan, numberMode: null, isSaved: false });
  return async (purpose) => {
    try {
      const result = await holdedClient(scope, { purpose, access: () => Promise.resolve(access) }).call(listTaxes, {});
      if (result.ok) return 0;
      if (result.error.code !== "holded.rate_limited") troubles += 1;
      return Number(result.error.detail?.retryInMs ?? 1_000);
    } catch {
      // A database that is out of breath: counted, and shown beside the figures.
      troubles += 1;
      return 1_000;
    }
  };
}

async function forEver(call: () => Promise<number>): Promise<void> {
  for (;;) {
    const pauseMs = await call();
    if (pauseMs > 0) await sleep(pauseMs);
  }
}

async function writeAtIntervals(plan: string, everyMs: number, call: () => Promise<number>): Promise<void> {
  const times = (writes[plan] ??= []);
  // The refreshes have to be in the queue first, and the processes warm.
  await sleep(20_000);
  for (;;) {
    await sleep(everyMs);
    const started = performance.now();
    for (let pauseMs = await call(); pauseMs > 0; pauseMs = await call()) await sleep(pauseMs);
    times.push(Math.round(performance.now() - started));
  }
}
