import "server-only";
import "@/lib/agents/all";
import { inOrder } from "@/components/shell/alarms";
import type { CompanyLine } from "@/components/shell/company-line";
import { allConnections } from "@/lib/holded/account-store";
import { connectionView } from "@/lib/holded/connection";
import { mirrorAge, type MirrorAge } from "@/lib/holded/mirror/age";
import { quotaView } from "@/lib/holded/quota/view";
import { webhookView, type WebhookView } from "@/lib/holded/webhooks/view";
import type { CurrentPerson } from "@/lib/platform/auth/session";
import { systemScope } from "@/lib/platform/db/scope";
import { companiesOf, openedAs, type OpenedCompany } from "@/lib/platform/http/membership";
import { environment as environments } from "@/lib/review/model";
import { queueLengths } from "@/lib/review/queue-lengths";

/** Companies are looked at a few at a time: somebody with forty must not take every connection of the database. */
const atOnce = 6;

/**
 * Each environment that is connected, of each company of a person, with what it has for her; a company without any
 * connection stands there with the environment that opens first. The one that needs her most comes first.
 */
export async function loadOverview(person: CurrentPerson): Promise<readonly CompanyLine[]> {
  const [companies, connections] = await Promise.all([companiesOf(person.id), systemScope(allConnections)]);
  const opened = companies.flatMap(({ role, environment, ...company }) => {
    const connected = connections.filter(({ companyId }) => companyId === company.id).map((one) => environments.parse(one.environment));
    const shown = connected.length > 0 ? connected : [environment];
    return shown.map((where) => ({ place: openedAs(person, company, role, where), isConnected: connected.length > 0 }));
  });
  const lines: CompanyLine[] = [];
  for (let at = 0; at < opened.length; at += atOnce) {
    lines.push(...(await Promise.all(opened.slice(at, at + atOnce).map(({ place, isConnected }) => lineOf(place, isConnected)))));
  }
  return inOrder(lines);
}

/** Every member may see her company here; its queues and the way to the settings depend on her role. */
async function lineOf({ scope, actor, company, environment, role, can }: OpenedCompany, isConnected: boolean): Promise<CompanyLine> {
  const [connection, queues] = await Promise.all([isConnected ? connectionView(scope) : null, queueLengths(scope, actor)]);
  const none = { connection: "none", quota: null, copy: null, agentsOff: 0, webhooksRefused: false } as const;
  const facts = connection === null ? none : await factsOf(scope, connection);
  return {
    slug: company.slug,
    name: company.name,
    environment,
    role,
    queues,
    canConnect: can("settings.write"),
    canSeeSettings: can("settings.read"),
    ...facts,
  };
}

type Connection = NonNullable<Awaited<ReturnType<typeof connectionView>>>;
type Facts = Pick<CompanyLine, "connection" | "quota" | "copy" | "agentsOff" | "webhooksRefused">;

async function factsOf(scope: OpenedCompany["scope"], connection: Connection): Promise<Facts> {
  const [copy, webhooks, quota] = await Promise.all([mirrorAge(scope), webhookView(scope), quotaView(scope)]);
  const { windows, expected, heldBack } = quota;
  return {
    connection: connection.status,
    quota: windows && {
      ...windows.month,
      expected,
      heldBack: heldBack.reduce((sum, { waited, postponed }) => sum + waited + postponed, 0),
    },
    copy: ageOf(copy),
    agentsOff: Object.values(connection.agents).filter((ability) => ability === "off").length,
    webhooksRefused: areRefused(webhooks),
  };
}

/** The last thing that came was not let in. */
function areRefused({ registered, lastDay }: WebhookView): boolean {
  const taken = registered?.lastDeliveryAt?.getTime() ?? 0;
  return registered !== null && lastDay.refused.some(({ lastAt }) => lastAt.getTime() > taken);
}

function ageOf(parts: readonly MirrorAge[]): CompanyLine["copy"] {
  const looks = parts.map(({ lookedAt }) => lookedAt).filter((at) => at !== null);
  const oldest = looks.sort((a, b) => a.getTime() - b.getTime())[0];
  return { lookedAt: oldest?.toISOString() ?? null, stale: parts.filter(({ isStale }) => isStale).length };
}
