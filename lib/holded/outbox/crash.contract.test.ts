import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { doubtOf } from "@/lib/holded/outbox/doubt";
import type { PushKindName, PushPlan } from "@/lib/holded/push-plan";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";
import { approved, askAgain, connected, runOut, storedFile, testHolded, type Connected } from "@/lib/testing/holded";
import { workplace, type Workplace } from "@/lib/testing/holded-work";

testDatabase();
const holded = testHolded();

/** Runs the push in a process of its own, which is killed after the named step was written and before it is recorded. */
async function crashingRun(scope: CompanyScope, pushId: string, step: string): Promise<string> {
  const args = ["--conditions=react-server", "lib/testing/push-once.ts", scope.companyId, scope.environment, pushId];
  const env = { ...process.env, VISTO_FAULTS: "on", VISTO_CRASH_AFTER: step };
  const child = spawn("node_modules/.bin/tsx", args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk));
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  // tsx reports the death of the process it runs by dying the same way, or with 128 + the number of the signal.
  return signal === "SIGKILL" || code === 137 ? "killed" : `ended with ${code}: ${Buffer.concat(said).toString()}`;
}

/** Every step that writes to Holded, of every kind that has it. */
const cases: readonly { readonly kind: PushKindName; readonly step: string }[] = [
  { kind: "purchase", step: "contact" },
  { kind: "purchase", step: "create" },
  { kind: "purchase", step: "attach" },
  { kind: "purchase", step: "approve" },
  { kind: "contact", step: "update" },
  { kind: "estimate", step: "create" },
  { kind: "estimate_change", step: "update" },
  { kind: "estimate_send", step: "send" },
  { kind: "reconcile", step: "reconcile" },
  { kind: "bank_statement", step: "block-1" },
  { kind: "bank_statement", step: "block-2" },
  { kind: "payment", step: "pay" },
  { kind: "lead", step: "create" },
  { kind: "lead", step: "note" },
  { kind: "lead", step: "task" },
  { kind: "lead", step: "event" },
  { kind: "lead_note", step: "note" },
  { kind: "lead_task", step: "task" },
  { kind: "lead_stage", step: "stage" },
  { kind: "event", step: "event" },
  { kind: "project_time", step: "time-1" },
  { kind: "project_time", step: "time-2" },
  { kind: "inbox_attach", step: "link" },
];

describe("a worker that is killed between written and recorded", { timeout: 120_000 }, () => {
  let company: Connected & Workplace;
  beforeAll(async () => {
    const one = await connected(holded(), { switches: { plan: "premium", windows: { minute: 5_000, month: null } } });
    company = { ...one, ...(await workplace(holded, one.account, one.token)) };
  });

  it.concurrent.each(cases)("leaves exactly one of everything when it dies after $step of $kind", async ({ kind, step }) => {
    const { scope, work, account } = company;
    const made = await work[kind]();
    const whole: PushPlan =
      made.plan.kind === "purchase" ? { ...made.plan, approve: true, attachment: await storedFile(scope) } : made.plan;
    const { pushId, proposalId, externalRef } = await approved(scope, whole);
    expect(await crashingRun(scope, pushId, step)).toBe("killed");
    const steps = await scope.read((tx) => tx.pushStep.findMany({ where: { pushId, name: step } }));
    expect(steps).toMatchObject([{ state: "started" }]);
    await sleep(3_100); // its claim on the push runs out
    const outcome = await runOut(scope, pushId);
    // A mail leaves nothing to look for: a person has seen that it was sent.
    if (kind === "estimate_send") {
      expect(outcome.kind === "failed" && doubtOf(outcome.failure)).toMatchObject({ step: "send" });
      await askAgain(scope, proposalId, true);
    }
    expect(kind === "estimate_send" ? await runOut(scope, pushId) : outcome).toMatchObject({ kind: "settled" });
    expect(made.times(externalRef)).toBe(1);
    if (whole.kind !== "purchase" || whole.contact.mode === "known") return;
    const { name } = whole.contact;
    expect(
      holded()
        .control.objects<{ id: string; name: string }>("contacts", account)
        .filter((one) => one.name === name),
    ).toHaveLength(1);
    const key = { companyId: scope.companyId, environment: scope.environment, id: proposalId };
    const proposal = await scope.read((tx) => tx.proposal.findUnique({ where: { companyId_environment_id: key } }));
    expect(proposal).toMatchObject({ state: "settled" });
    const files = holded().control.objects<{ id: string; [key: string]: unknown }>("attachments", account);
    expect(files.filter((file) => Object.values(file).includes(proposal?.holdedId))).toHaveLength(1);
  });

  it("is followed by the next worker a few seconds later, without any sweep", async () => {
    const { scope, work } = company;
    const { pushId } = await approved(scope, (await work.event()).plan);
    expect(await crashingRun(scope, pushId, "event")).toBe("killed");
    const push = await scope.read((tx) => tx.push.findFirstOrThrow({ where: { id: pushId } }));
    const jobs = await scope.read(
      (tx) => tx.$queryRaw<{ at: Date }[]>`
      SELECT start_after AS at FROM pgboss.job WHERE data->>'pushId' = ${pushId} AND state = 'created' AND start_after > now() - interval '1 minute'`,
    );
    const afterClaim = jobs.filter(
      ({ at }) => push.claimedUntil !== null && at >= push.claimedUntil && at.getTime() - push.claimedUntil.getTime() <= 1_000,
    );
    expect(afterClaim.length).toBeGreaterThanOrEqual(1);
  });
});
