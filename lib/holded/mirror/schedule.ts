import "server-only";
import { fail, type Result } from "@/lib/kernel/result";
import type { ClientOptions } from "@/lib/holded/client";
import { workMirror, type Synced } from "@/lib/holded/mirror";
import { workAsked, workDue, type Work } from "@/lib/holded/mirror/due";
import {
  connectionAmong,
  firstPagesLeft,
  mirrorFacts,
  sharedConnections,
  type MirrorFacts,
  type SharedConnection,
} from "@/lib/holded/mirror/facts";
import { nextHint } from "@/lib/holded/mirror/hint-store";
import { workHints } from "@/lib/holded/mirror/hints";
import { enqueueHints, enqueueReading } from "@/lib/holded/mirror/jobs";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import { forgetDeliveries } from "@/lib/holded/webhooks/store";
import { companyScope, systemScope, type CompanyScope, type Tx } from "@/lib/platform/db/scope";
import { environment } from "@/lib/review/model";

export type ReadingOptions = {
  readonly purpose: "person" | "scheduled" | "refresh";
  readonly resources?: readonly MirrorResource[];
  readonly mayGoOn?: () => boolean;
  readonly now?: Date;
  readonly access?: ClientOptions["access"];
};

/**
 * Reads what is due now, as far as the cadence and the day allow; a person who asks gets news of everything, or of what
 * she asked for, at once. `holded.not_connected` without a connection.
 */
export async function readDue(scope: CompanyScope, options: ReadingOptions): Promise<Result<readonly Synced[]>> {
  const now = options.now ?? new Date();
  const sharers = (await connectionAmong(scope))?.sharers ?? 1;
  const works = await scope.read(async (tx) => {
    const facts = await mirrorFacts(tx, scope, sharers, now);
    return (
      facts && (options.purpose === "person" ? workAsked(asked(facts, options.resources), facts.states) : dueOf(tx, scope, facts, now))
    );
  });
  if (works === null) return fail({ code: "holded.not_connected", retry: "later" });
  const wanted = options.resources ? works.filter(({ resource }) => options.resources?.includes(resource)) : works;
  return workMirror(scope, wanted, {
    purposeOf: (work) => purposeOf(work, options.purpose),
    ...(options.mayGoOn ? { mayGoOn: options.mayGoOn } : {}),
    ...(options.access ? { access: options.access } : {}),
  });
}

const asked = (facts: MirrorFacts, resources: readonly MirrorResource[] | undefined) =>
  resources ? facts.plans.filter(({ resource }) => resources.includes(resource)) : facts.plans;

/** What is only nice to have soon gives way to what is due; a first reading of everything is for nobody to wait for. */
function purposeOf({ kind }: Work, purpose: ReadingOptions["purpose"]): ReadingOptions["purpose"] {
  if (kind === "first" || kind === "repair") return purpose === "person" ? "scheduled" : "refresh";
  return purpose;
}

async function dueOf(tx: Tx, scope: CompanyScope, facts: MirrorFacts, now: Date): Promise<readonly Work[]> {
  return workDue({ plans: facts.plans, states: facts.states, firstPagesLeft: await firstPagesLeft(tx, scope, facts, now), now });
}

/**
 * Queues reading for every connection that has something due. Keys that are refused are not tried: a person has to change
 * them first. What is wrong with one company keeps no other from being read.
 */
export async function scheduleMirrors(now = new Date()): Promise<void> {
  const troubles: unknown[] = [];
  for (const connection of await systemScope(sharedConnections)) {
    if (connection.status !== "refused") await scheduleOne(connection, now).catch((error: unknown) => troubles.push(error));
  }
  if (troubles.length > 0) throw new AggregateError(troubles, `${troubles.length} connections could not be scheduled`);
}

function scheduleOne({ companyId, environment: where, sharers }: SharedConnection, now: Date): Promise<void> {
  const scope = companyScope({ companyId, environment: environment.parse(where) });
  return scope.write(async (tx) => {
    const facts = await mirrorFacts(tx, scope, sharers, now);
    if (facts && (await dueOf(tx, scope, facts, now)).length > 0) await enqueueReading(tx, scope, { purpose: "scheduled" });
    const next = await nextHint(tx, scope);
    if (next && next <= now) await enqueueHints(tx, scope, now);
    await forgetDeliveries(tx, scope, new Date(now.getTime() - keepDeliveriesMs));
  });
}

/** Longer than a delivery may be old, so that no repetition is taken for new. */
const keepDeliveriesMs = 14 * 86_400_000;

/** The job of hints: works those that are due, and comes back for the next. */
export async function readHinted(scope: CompanyScope, mayGoOn: () => boolean): Promise<Result<unknown>> {
  const result = await workHints(scope, { mayGoOn });
  const next = await scope.read((tx) => nextHint(tx, scope));
  if (result.ok && next) await scope.write((tx) => enqueueHints(tx, scope, next));
  return result;
}
