import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readAgain } from "@/lib/inbox/read-again";
import { setAgentLive } from "@/lib/platform/agent-switch";
import { decide } from "@/lib/review/decide";
import { testDatabase } from "@/lib/testing/database";
import { jobsOf } from "@/lib/testing/jobs";
import { admin, company } from "@/lib/testing/people";
import { codeOf, plainProposal } from "@/lib/testing/proposals";

testDatabase();

describe("in live, of an agent that is not switched on there", () => {
  it("nothing is approved, so nothing is sent; once it is, approval goes on", async () => {
    const { scope, eva } = await company({ environment: "live" }).with(admin("eva"));
    const item = await plainProposal(scope);
    const approval = () =>
      decide(scope, eva, {
        id: item.id,
        seenVersion: item.seenVersion,
        seenHash: item.seenHash ?? "",
        verdict: "approve",
        requestKey: randomUUID(),
      });
    expect(codeOf(await approval())).toBe("agent.not_live");
    expect([await scope.read((tx) => tx.push.count()), await jobsOf(scope)]).toEqual([0, []]);
    await setAgentLive(scope, eva, "hours", true);
    expect(codeOf(await approval())).toBe("agent.not_live");
    await setAgentLive(scope, eva, "invoices", true);
    expect(codeOf(await approval())).toBe("ok");
  });

  it("nothing is read again", async () => {
    const { scope, eva } = await company({ environment: "live" }).with(admin("eva"));
    const item = await plainProposal(scope, { state: "refused" });
    expect(codeOf(await readAgain(scope, eva, item))).toBe("agent.not_live");
    await setAgentLive(scope, eva, "invoices", true);
    expect(codeOf(await readAgain(scope, eva, item))).toBe("ok");
  });
});
