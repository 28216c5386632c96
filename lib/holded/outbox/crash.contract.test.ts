import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";
import { approved, connected, plan, runOut, storedFile, testHolded } from "@/lib/testing/holded";

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

describe("a worker that is killed between written and recorded", { timeout: 90_000 }, () => {
  it.each(["contact", "create", "attach", "approve"])("leaves exactly one of everything when it dies after %s", async (step) => {
    const { scope, account } = await connected(holded());
    const { pushId, proposalId } = await approved(scope, plan({ approve: true, attachment: await storedFile(scope) }));
    expect(await crashingRun(scope, pushId, step)).toBe("killed");
    const steps = await scope.read((tx) => tx.pushStep.findMany({ where: { pushId, name: step } }));
    expect(steps).toMatchObject([{ state: "started" }]);
    await sleep(3_100); // its claim on the push runs out
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "settled" });
    for (const kind of ["contacts", "purchases", "attachments"]) expect(holded().control.objects(kind, account)).toHaveLength(1);
    const key = { companyId: scope.companyId, environment: scope.environment, id: proposalId };
    expect(await scope.read((tx) => tx.proposal.findUnique({ where: { companyId_environment_id: key } }))).toMatchObject({
      state: "settled",
    });
  });
});
