import "server-only";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { agentNames, type AgentName } from "@/lib/platform/agent-names";
import { audit } from "@/lib/platform/audit";
import { companyScope, type CompanyScope, type ScopeKey, type Tx } from "@/lib/platform/db/scope";

export type AgentState = {
  readonly agent: AgentName;
  /** Works in the live environment too. In the sandbox every agent works. */
  readonly isLive: boolean;
  /** Of the last change, as ISO text and id of the person; null: never switched. */
  readonly changedAt: string | null;
  readonly changedBy: string | null;
};

/** Whether an agent may read and propose in the environment of the scope: always in the sandbox, in live once an admin said so. */
export async function mayWork(tx: Tx, { companyId, environment }: ScopeKey, agent: AgentName): Promise<boolean> {
  if (environment === "sandbox") return true;
  const row = await tx.agentSwitch.findUnique({
    where: { companyId_environment_agent: { companyId, environment, agent } },
    select: { isOn: true },
  });
  return row?.isOn === true;
}

/** The same as a refusal (`agent.not_live`) that says who can change it. */
export async function refuseUnlessLive(tx: Tx, scope: ScopeKey, agent: AgentName): Promise<Result<null>> {
  return (await mayWork(tx, scope, agent)) ? ok(null) : refuse("agent.not_live", { agent });
}

export async function agentState(scope: CompanyScope, agent: AgentName): Promise<AgentState> {
  const states = await agentStates(scope);
  return states.find((one) => one.agent === agent) ?? off(agent);
}

/** The switches of a company, in the order of the product, from whichever environment they are looked at. */
export async function agentStates(scope: CompanyScope): Promise<readonly AgentState[]> {
  const live = liveOf(scope);
  const rows = await live.read((tx) => tx.agentSwitch.findMany({ where: { companyId: live.companyId, environment: live.environment } }));
  return agentNames.map((agent) => {
    const row = rows.find((one) => one.agent === agent);
    return row ? { agent, isLive: row.isOn, changedAt: row.changedAt.toISOString(), changedBy: row.changedBy } : off(agent);
  });
}

/**
 * Lets an agent work in the live environment of the company, or stops it there; stands in the trail of the live
 * environment. What was approved before it was stopped is still sent.
 * Refused (`access.forbidden`) to everybody but an admin.
 */
export async function setAgentLive(scope: CompanyScope, actor: Actor, agent: AgentName, on: boolean): Promise<Result<AgentState>> {
  if (actor.kind !== "person" || actor.role !== "admin") return refuse("access.forbidden");
  const { personId } = actor;
  const live = liveOf(scope);
  const key = { companyId: live.companyId, environment: live.environment, agent };
  await live.write(async (tx) => {
    await tx.agentSwitch.createMany({ data: [{ ...key, isOn: false }], skipDuplicates: true });
    const data = { isOn: on, changedBy: personId, changedAt: new Date() };
    // A second click changes nothing and is not told twice.
    const { count } = await tx.agentSwitch.updateMany({ where: { ...key, isOn: !on }, data });
    if (count > 0) await audit(tx, live, actor, on ? "agent.switched_on" : "agent.switched_off", `agent:${agent}`);
  });
  return ok(await agentState(live, agent));
}

const off = (agent: AgentName): AgentState => ({ agent, isLive: false, changedAt: null, changedBy: null });

const liveOf = ({ companyId }: CompanyScope) => companyScope({ companyId, environment: "live" });
