import "server-only";
import { readJob } from "@/lib/inbox/jobs";
import { findStanding, insertMade, joinInto, readAnewOn, type PageSize, type Place, type Standing } from "@/lib/inbox/part-store";
import { isAscending, originsOf, together } from "@/lib/inbox/place-of-pages";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { hashJson } from "@/lib/kernel/hash";
import { newId } from "@/lib/kernel/ids";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { settingsOf } from "@/lib/platform/company-settings";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { enqueue } from "@/lib/platform/jobs";
import { refuseUnlessItsAgentWorks } from "@/lib/review/agents";
import { factsOf } from "@/lib/review/facts";
import type { MergeInput, Moved } from "@/lib/review/inputs";
import { asSeen, lockFor, type Locked } from "@/lib/review/lock-for";
import type { PagesOfDocument } from "@/lib/review/model";
import { addEvent } from "@/lib/review/store";
import { transition, type Verb } from "@/lib/review/transition";

/**
 * Makes two items one, whose pages follow each other in the given order; it is read anew as one document. The other item
 * keeps what it was and comes back when the pages are divided again. In one transaction.
 * Refused: `access.not_found`, `access.forbidden`, `proposal.stale` (either of them), `proposal.not_open`,
 * `proposal.unread`, `agent.not_live`, `document.no_pages`, and `input.invalid` for an item with itself.
 */
export function mergeItems(
  scope: CompanyScope,
  actor: Actor,
  input: MergeInput,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<Result<Moved>> {
  return scope.write(async (tx) => {
    if (input.id === input.other.id) return refuse("input.invalid", { fields: "other" });
    const locked = await lockBoth(tx, scope, actor, input);
    if (!locked.ok) return locked;
    const { target, other } = locked.value;
    const works = await refuseUnlessItsAgentWorks(tx, scope, input.id);
    if (!works.ok) return works;
    const settings = await settingsOf(tx, scope);
    const may = ({ proposal }: Locked, verb: Verb) => transition(proposal.state, verb, factsOf(proposal, settings, clock()));
    for (const next of [may(target, "merge"), may(other, "join")]) if (!next.ok) return next;
    for (const [one, seen] of [[target, input], [other, input.other]] as const) {
      const isSeen = await asSeen(tx, scope, one.proposal, seen);
      if (!isSeen.ok) return isSeen;
    } // prettier-ignore
    const [own, its] = [await findStanding(tx, scope, input.id), await findStanding(tx, scope, input.other.id)];
    if (!own || !its) return refuse("document.no_pages");
    const place = await placeTogether(tx, scope, own, input.order === "after" ? [own, its] : [its, own]);
    await merge(tx, scope, actor, { target, other, place });
    return ok({ id: input.id, state: "reading", version: target.proposal.version });
  });
}

type Both = { readonly target: Locked; readonly other: Locked };

/** In the order of their ids, so that two people who merge the same pair do not wait for each other for ever. */
async function lockBoth(tx: Tx, scope: CompanyScope, actor: Actor, { id, other }: MergeInput): Promise<Result<Both>> {
  const [first, second] = [id, other.id].sort();
  const one = await lockFor(tx, scope, actor, first ?? id, "write");
  if (!one.ok) return one;
  const two = await lockFor(tx, scope, actor, second ?? id, "write");
  if (!two.ok) return two;
  return ok(one.value.proposal.id === id ? { target: one.value, other: two.value } : { target: two.value, other: one.value });
}

/** Pages of one file stay on it where they stand in its order; else a file is made of all of them. */
async function placeTogether(tx: Tx, scope: CompanyScope, own: Standing, [first, second]: readonly [Standing, Standing]): Promise<Place> {
  const countOf = (documentId: string) =>
    [own, first, second].find((one) => one.documentId === documentId && one.madeOf === null)?.sizes.length ?? 0;
  const origins = together(originsOf(first), originsOf(second), countOf);
  const [origin] = origins;
  if (origin && origins.length === 1 && countOf(origin.documentId) > 0 && isAscending(origin.pages)) {
    const part = origin.isWhole ? null : { index: 1, of: 1, pages: origin.pages };
    return { documentId: origin.documentId, part, title: own.fileName };
  }
  const id = newId();
  const sizes = [...sizesOf(first), ...sizesOf(second)].map((size, i) => ({ ...size, number: i + 1 }));
  const fileName = `${own.fileName.replace(/\.[A-Za-z0-9]{1,5}$/, "")}.pdf`;
  await insertMade(tx, scope, {
    id,
    fileName,
    sha256: hashJson(origins),
    sizes,
    madeOf: withWhole(origins, first, second),
    like: [own.documentId, first.documentId, second.documentId],
  });
  return { documentId: id, part: null, title: fileName };
}

/** Whether all of a file is there was known before the files were put together. */
function withWhole(origins: readonly PagesOfDocument[], ...standings: readonly Standing[]): readonly PagesOfDocument[] {
  const known = standings.flatMap(originsOf);
  const isWhole = (one: PagesOfDocument) =>
    one.isWhole ||
    known.some((origin) => origin.isWhole && origin.documentId === one.documentId && origin.pages.join() === one.pages.join());
  return origins.map((origin) => ({ ...origin, isWhole: isWhole(origin) }));
}

const sizesOf = ({ pages, sizes }: Standing): readonly PageSize[] =>
  pages.flatMap((page) => sizes.find(({ number }) => number === page) ?? []);

type Merged = Both & { readonly place: Place };

async function merge(tx: Tx, scope: CompanyScope, actor: Actor, { target, other, place }: Merged): Promise<void> {
  const { proposal, personId } = target;
  const absorbed = other.proposal;
  await readAnewOn(tx, scope, proposal.id, place);
  await joinInto(tx, scope, absorbed.id, proposal.id);
  await addEvent(tx, scope, { proposalId: proposal.id, kind: "merged", personId, detail: { with: absorbed.id } });
  await addEvent(tx, scope, { proposalId: absorbed.id, kind: "joined", personId, detail: { into: proposal.id } });
  const data = { version: proposal.version, with: absorbed.id, otherVersion: absorbed.version, documentId: place.documentId };
  await audit(tx, scope, actor, "proposal.merged", `proposal:${proposal.id}`, data);
  await audit(tx, scope, actor, "proposal.joined", `proposal:${absorbed.id}`, { version: absorbed.version, into: proposal.id });
  await enqueue(tx, readJob, { companyId: scope.companyId, environment: scope.environment, proposalId: proposal.id });
}
