import "server-only";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { readJob } from "@/lib/inbox/jobs";
import { findStanding, insertOn, joinedInto, readAnewOn, type Place, type Standing } from "@/lib/inbox/part-store";
import { divided, originsOf } from "@/lib/inbox/place-of-pages";
import { newId } from "@/lib/kernel/ids";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { settingsOf } from "@/lib/platform/company-settings";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { enqueue } from "@/lib/platform/jobs";
import { refuseUnlessItsAgentWorks } from "@/lib/review/agents";
import { factsOf } from "@/lib/review/facts";
import type { Divided, SplitInput } from "@/lib/review/inputs";
import { asSeen, lockFor, type Locked } from "@/lib/review/lock-for";
import { addEvent } from "@/lib/review/store";
import { transition } from "@/lib/review/transition";

/**
 * Divides the pages of an item before the given ones: each run becomes an item of its own and is read anew. What a person
 * merged before comes back as the item it was. Every page stays with exactly one item, in one transaction.
 * Refused: `access.not_found`, `access.forbidden`, `proposal.stale`, `proposal.not_open`, `proposal.unread`,
 * `agent.not_live`, `document.no_pages`, and `input.invalid` for pages the item does not have.
 */
export function splitItem(
  scope: CompanyScope,
  actor: Actor,
  input: SplitInput,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<Result<Divided>> {
  return scope.write(async (tx) => {
    const locked = await lockFor(tx, scope, actor, input.id, "write");
    if (!locked.ok) return locked;
    const { proposal } = locked.value;
    const next = transition(proposal.state, "split", factsOf(proposal, await settingsOf(tx, scope), clock()));
    // What was merged away comes back by dividing the item that has its pages.
    if (!next.ok || proposal.state === "joined") return next.ok ? refuse("proposal.not_open", { state: proposal.state }) : next;
    const seen = await asSeen(tx, scope, proposal, input);
    if (!seen.ok) return seen;
    const works = await refuseUnlessItsAgentWorks(tx, scope, proposal.id);
    if (!works.ok) return works;
    const standing = await findStanding(tx, scope, proposal.id);
    if (!standing) return refuse("document.no_pages");
    const groups = divided(standing.pages, input.at);
    if (!groups) return refuse("input.invalid", { fields: "at" });
    const places = groups.map((pages, i) => placeOf(standing, pages, { index: i + 1, of: groups.length }));
    return ok({ id: proposal.id, ids: await divide(tx, scope, actor, locked.value, places, input.at) });
  });
}

/** Pages that all came in one file go back to it; others stay on the file that was made of several. */
function placeOf(standing: Standing, pages: readonly number[], count: { readonly index: number; readonly of: number }): Place {
  const origins = originsOf({ ...standing, pages });
  const [origin] = origins;
  if (!origin || origins.length > 1) return { documentId: standing.documentId, part: { ...count, pages }, title: standing.fileName };
  const part = origin.isWhole ? null : { ...count, pages: origin.pages };
  return { documentId: origin.documentId, part, title: standing.fileName };
}

async function divide(
  tx: Tx,
  scope: CompanyScope,
  actor: Actor,
  { proposal, personId }: Locked,
  places: readonly Place[],
  at: readonly number[],
): Promise<readonly string[]> {
  const waiting = [...(await joinedInto(tx, scope, proposal.id))];
  const owners = places.map((place) => {
    const found = waiting.findIndex(({ standing }) => standsOn(standing, place));
    return found < 0 ? null : (waiting.splice(found, 1)[0]?.id ?? null);
  });
  // The item itself keeps the first run that was nobody's before.
  const own = Math.max(0, owners.indexOf(null));
  const ids: string[] = [];
  for (const [i, place] of places.entries()) {
    const former = i === own ? proposal.id : (owners[i] ?? null);
    const id = former ?? newId();
    if (former === null) await insertOn(tx, scope, id, place);
    else await readAnewOn(tx, scope, id, place);
    if (i !== own) await addEvent(tx, scope, { proposalId: id, kind: "split_off", personId, detail: { of: proposal.id } });
    await enqueue(tx, readJob, { companyId: scope.companyId, environment: scope.environment, proposalId: id });
    ids.push(id);
  }
  await addEvent(tx, scope, { proposalId: proposal.id, kind: "split", personId, detail: { pages: at.join(", "), into: ids.length } });
  const data = { version: proposal.version, at: at.join(","), into: ids.join(",") };
  await audit(tx, scope, actor, "proposal.split", `proposal:${proposal.id}`, data);
  return ids;
}

function standsOn({ documentId, pages, sizes }: Standing, place: Place): boolean {
  const wanted = place.part?.pages ?? sizes.map(({ number }) => number);
  return documentId === place.documentId && pages.join() === wanted.join();
}
