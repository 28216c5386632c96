import { describe, expect, it } from "vitest";
import { agentNames } from "@/lib/platform/agent-names";
import { agentState, agentStates, mayWork, setAgentLive } from "@/lib/platform/agent-switch";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";
import { accountant, admin, company, otherEnvironment } from "@/lib/testing/people";
import { codeOf } from "@/lib/testing/proposals";

testDatabase();

const works = (scope: CompanyScope) => scope.read((tx) => mayWork(tx, scope, "quotes"));
const trail = (scope: CompanyScope) =>
  scope.read((tx) => tx.auditEntry.findMany({ where: { action: { startsWith: "agent." } }, orderBy: { seq: "asc" } }));

describe("a new agent", () => {
  it("works in the sandbox and not in live", async () => {
    const { scope } = await company().with(admin("eva"));
    expect([await works(scope), await works(otherEnvironment(scope))]).toEqual([true, false]);
    expect((await agentStates(scope)).map(({ agent, isLive, changedAt }) => ({ agent, isLive, changedAt }))).toEqual(
      agentNames.map((agent) => ({ agent, isLive: false, changedAt: null })),
    );
  });
});

describe("switching an agent to live", () => {
  it("is an act of an admin, of this company and this agent only, and stands in the trail of live", async () => {
    const { scope, eva } = await company().with(admin("eva"));
    const other = await company().with(admin("ada"));
    const live = otherEnvironment(scope);
    expect(await setAgentLive(scope, eva, "quotes", true)).toMatchObject({
      ok: true,
      value: { agent: "quotes", isLive: true, changedBy: eva.personId },
    });
    expect([await works(live), await works(otherEnvironment(other.scope))]).toEqual([true, false]);
    expect((await agentState(scope, "hours")).isLive).toBe(false);
    expect(await trail(live)).toMatchObject([{ action: "agent.switched_on", subject: "agent:quotes", actor: `person:${eva.personId}` }]);
    expect(await trail(scope)).toEqual([]);
  });

  it("can be taken back, and a repeated click is told once", async () => {
    const { scope, eva } = await company().with(admin("eva"));
    for (const on of [true, true, false, false]) await setAgentLive(scope, eva, "quotes", on);
    expect(await works(otherEnvironment(scope))).toBe(false);
    expect((await trail(otherEnvironment(scope))).map(({ action }) => action)).toEqual(["agent.switched_on", "agent.switched_off"]);
  });

  it("is refused to everybody else", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    expect(codeOf(await setAgentLive(scope, ana, "quotes", true))).toBe("access.forbidden");
    expect(codeOf(await setAgentLive(scope, { kind: "system" }, "quotes", true))).toBe("access.forbidden");
    expect(await works(otherEnvironment(scope))).toBe(false);
  });
});
