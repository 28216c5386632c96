import "server-only";
import { fail, ok, type Failure, type Result } from "@/lib/kernel/result";
import { mirroredMonths, recentDays } from "@/lib/holded/mirror/cadence";
import { hintObjects } from "@/lib/holded/mirror/hint-store";
import { hintPaidDocuments } from "@/lib/holded/mirror/paid-documents";
import type { MirrorPage, MirrorSource } from "@/lib/holded/mirror/source";
import {
  claimResource,
  holdClaim,
  loadMirrorState,
  releaseResource,
  saveMirrorState,
  type ListOrder,
  type MirrorState,
  type StateChange,
} from "@/lib/holded/mirror/state";
import { countLiving, knownAmong, markMissing, missedSince, touchObjects, upsertObjects } from "@/lib/holded/mirror/store";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** `isWhole`: the pass came to its end, so that what it did not meet is gone. */
export type Passed = {
  readonly seen: number;
  readonly gone: number;
  readonly unreadable: number;
  readonly isWhole: boolean;
  readonly pages: number;
};

export type Pass = {
  readonly scope: CompanyScope;
  readonly source: MirrorSource;
  readonly worker: string;
  readonly maxPages: number;
  /**
   * How long lists may be behind what was written: what was seen within it before a reading began is not missed by it, or
   * something that we wrote a moment ago would be taken for deleted.
   */
  readonly readLagMs?: number;
  /** Asked before each page: a worker that is told to end leaves off between two pages. */
  readonly mayGoOn?: () => boolean;
};

/**
 * Runs one reading of a resource while holding its claim. Null: another worker reads it. A failure is kept in the state of
 * the resource, so that people and agents see why it is old.
 */
export async function claimed(
  pass: Pass,
  run: (pass: Pass, state: MirrorState | null) => Promise<Result<Passed>>,
): Promise<Result<Passed> | null> {
  const { scope, source, worker } = pass;
  const { isMine, state } = await scope.write(async (tx) => ({
    isMine: await claimResource(tx, scope, source.resource, worker),
    state: await loadMirrorState(tx, scope, source.resource),
  }));
  if (!isMine) return null;
  try {
    const result = await run(pass, state);
    if (!result.ok) await keepFailure(pass, result.error);
    return result;
  } finally {
    await scope.write((tx) => releaseResource(tx, scope, source.resource, worker));
  }
}

/**
 * Reads the whole list from where the running pass stopped, at most `maxPages`. Every page is kept with its cursor in one
 * transaction. At the end what the pass did not meet is marked as deleted; a pass may go on for as long as it takes,
 * because objects behind its cursor were all seen after it began.
 */
export async function wholePass(pass: Pass, state: MirrorState | null): Promise<Result<Passed>> {
  const { scope, source } = pass;
  const isResumed = state?.passStarted != null && state.cursor !== null;
  const started = isResumed && state.passStarted ? state.passStarted : new Date();
  const from = source.isDated ? monthsBefore(started, mirroredMonths[source.resource] ?? 18) : null;
  const so: Progress = isResumed && state ? progressOf(state) : { order: null, isBlind: false, unreadable: [] };
  let cursor = isResumed && state ? state.cursor : null;
  let seen = 0;
  for (let pages = 1; pages <= pass.maxPages && (pass.mayGoOn?.() ?? true); pages += 1) {
    const readAt = new Date();
    const page = await source.page({ cursor, from });
    if (!page.ok) return page;
    const { rows, next } = page.value;
    if (next !== null && next === cursor) return fail({ code: "holded.bad_answer", retry: "later", detail: { why: "cursor" } });
    seen += rows.length;
    note(so, page.value);
    const change: StateChange = { cursor: next, passStarted: started, listOrder: so.order, isBlind: so.isBlind, unreadable: so.unreadable };
    if (next === null) {
      const gone = await scope.write(async (tx) => {
        await keepPage(tx, pass, page.value, readAt, { ...change, tailCursor: cursor });
        return finish(tx, pass, so, started, from);
      });
      return ok({ seen, gone, unreadable: so.unreadable.length, isWhole: true, pages });
    }
    await scope.write((tx) => keepPage(tx, pass, page.value, readAt, change));
    cursor = next;
  }
  return ok({ seen, gone: 0, unreadable: so.unreadable.length, isWhole: false, pages: pass.maxPages });
}

/**
 * Reads only what is recent: a window of dates, or the end of the list where new objects appear. What a window should
 * have shown and did not is read again one by one, because it may only have been dated anew.
 */
export async function recentPass(pass: Pass, state: MirrorState | null): Promise<Result<Passed>> {
  if (pass.source.isDated) return windowPass(pass);
  if (state?.listOrder === "asc") return tailPass(pass, state.tailCursor);
  if (state?.listOrder === "desc") return headPass(pass);
  // A list in no order: some more pages of the pass that goes round.
  return wholePass({ ...pass, maxPages: Math.min(pass.maxPages, 2) }, state);
}

/** Missed objects of one look that are read again one by one; more than that wait for the next. */
const missedAtOnce = 20;

async function windowPass(pass: Pass): Promise<Result<Passed>> {
  const { scope, source } = pass;
  const started = new Date();
  const from = daysBefore(started, recentDays[source.resource] ?? 30);
  const read = await eachPage(pass, { cursor: null, from });
  if (!read.ok) return read;
  const { isEnd, so } = read.value;
  const gone = await scope.write(async (tx) => {
    await holdClaim(tx, scope, source.resource, pass.worker);
    const missing = isEnd && !so.isBlind ? await settleMissed(tx, pass, started, from) : 0;
    await saveMirrorState(tx, scope, source.resource, { lookedAt: started, ...afterReading(so) });
    return missing;
  });
  return ok({ ...counted(read.value), gone });
}

async function settleMissed(tx: Tx, pass: Pass, started: Date, from: string): Promise<number> {
  const { scope, source } = pass;
  if (source.get === null) return markMissing(tx, scope, source.resource, shown(pass, started), from);
  const missed = await missedSince(tx, scope, source.resource, shown(pass, started), from, missedAtOnce);
  await hintObjects(
    tx,
    scope,
    missed.map((holdedId) => ({ resource: source.resource, holdedId, expects: "either" })),
    { at: started, dueAt: started },
  );
  return 0;
}

async function tailPass(pass: Pass, tail: string | null): Promise<Result<Passed>> {
  const started = new Date();
  const read = await eachPage(pass, { cursor: tail, from: null });
  if (!read.ok) return read;
  await saveLook(pass, started, read.value.so, { tailCursor: read.value.cursor });
  return ok(counted(read.value));
}

async function headPass(pass: Pass): Promise<Result<Passed>> {
  const { scope, source } = pass;
  const started = new Date();
  // Until a page brings nothing but what is known.
  const isNew = async ({ rows }: MirrorPage) => {
    const ids = rows.map(({ holdedId }) => holdedId);
    return ids.length > 0 && (await scope.read((tx) => knownAmong(tx, scope, source.resource, ids))) < ids.length;
  };
  const read = await eachPage(pass, { cursor: null, from: null }, isNew);
  if (!read.ok) return read;
  await saveLook(pass, started, read.value.so, {});
  return ok(counted(read.value));
}

type Read = {
  readonly seen: number;
  readonly pages: number;
  /** The list came to its end. */
  readonly isEnd: boolean;
  /** What the last page was asked with. */
  readonly cursor: string | null;
  readonly so: Progress;
};

async function eachPage(
  pass: Pass,
  request: { readonly cursor: string | null; readonly from: string | null },
  wantsMore: (page: MirrorPage) => Promise<boolean> = () => Promise.resolve(true),
): Promise<Result<Read>> {
  const so: Progress = { order: null, isBlind: false, unreadable: [] };
  let { cursor } = request;
  let seen = 0;
  let pages = 0;
  while (pages < pass.maxPages && (pass.mayGoOn?.() ?? true)) {
    const readAt = new Date();
    const page = await pass.source.page({ cursor, from: request.from });
    if (!page.ok) return page;
    pages += 1;
    seen += page.value.rows.length;
    note(so, page.value);
    const isMoreWanted = await wantsMore(page.value);
    await pass.scope.write((tx) => keepPage(tx, pass, page.value, readAt, {}));
    const { next } = page.value;
    if (next === null) return ok({ seen, pages, isEnd: true, cursor, so });
    if (next === cursor) return fail({ code: "holded.bad_answer", retry: "later", detail: { why: "cursor" } });
    if (!isMoreWanted) return ok({ seen, pages, isEnd: false, cursor, so });
    cursor = next;
  }
  return ok({ seen, pages, isEnd: false, cursor, so });
}

async function keepPage(tx: Tx, { scope, source, worker }: Pass, page: MirrorPage, readAt: Date, change: StateChange): Promise<void> {
  const { resource } = source;
  await holdClaim(tx, scope, resource, worker);
  if (resource === "payment" && change.passStarted === undefined) await hintPaidDocuments(tx, scope, page.rows);
  await upsertObjects(tx, scope, resource, page.rows, readAt);
  await touchObjects(tx, scope, resource, page.unreadable, readAt);
  if (Object.keys(change).length > 0) await saveMirrorState(tx, scope, resource, change);
}

async function finish(tx: Tx, pass: Pass, so: Progress, started: Date, from: string | null): Promise<number> {
  const { scope, source } = pass;
  const gone = so.isBlind ? 0 : await markMissing(tx, scope, source.resource, shown(pass, started), from);
  const objects = await countLiving(tx, scope, source.resource);
  const change = { cursor: null, passStarted: null, syncedAt: new Date(), lookedAt: started, objects, isBlind: false };
  await saveMirrorState(tx, scope, source.resource, { ...change, ...afterReading(so) });
  return gone;
}

const usualLagMs = 30_000;

/** What was written until then is shown by a list that is read from `started` on. */
const shown = ({ readLagMs = usualLagMs }: Pass, started: Date): Date => new Date(started.getTime() - readLagMs);

function saveLook({ scope, source, worker }: Pass, lookedAt: Date, so: Progress, change: StateChange): Promise<void> {
  return scope.write(async (tx) => {
    await holdClaim(tx, scope, source.resource, worker);
    await saveMirrorState(tx, scope, source.resource, { lookedAt, ...change, ...afterReading(so) });
  });
}

/** An object that cannot be understood is a failure that stands, by name, until a reading is without one. */
const afterReading = ({ unreadable, isBlind }: Progress): StateChange =>
  unreadable.length > 0 || isBlind
    ? { failure: { code: "holded.bad_answer" }, unreadable, nextTry: null }
    : { failure: null, unreadable: [], nextTry: null };

const counted = ({ seen, pages, so }: Read): Passed => ({ seen, gone: 0, unreadable: so.unreadable.length, isWhole: false, pages });

type Progress = { order: ListOrder | null; isBlind: boolean; unreadable: readonly string[] };

const progressOf = ({ listOrder, isBlind, unreadable }: MirrorState): Progress => ({ order: listOrder, isBlind, unreadable });

const maxNamed = 100;

function note(so: Progress, { rows, unreadable }: MirrorPage): void {
  if (unreadable.includes("?")) so.isBlind = true;
  const named = unreadable.filter((id) => id !== "?");
  so.unreadable = [...new Set([...so.unreadable, ...named])].slice(0, maxNamed);
  const order = orderOf(rows.map(({ holdedId }) => holdedId));
  if (order !== null) so.order = so.order === null || so.order === order ? order : "none";
}

/** Ids of Holded grow with time; null: too few to tell. */
function orderOf(ids: readonly string[]): ListOrder | null {
  if (ids.length < 2) return null;
  const pairs = ids.slice(1).map((id, i) => id > (ids[i] ?? ""));
  return pairs.every(Boolean) ? "asc" : pairs.some(Boolean) ? "none" : "desc";
}

const pauseMs = 5 * 60_000;
/** A person has to grant it in Holded; whoever saves a new key ends the pause. */
const withoutPermissionMs = 6 * 3_600_000;

async function keepFailure({ scope, source, worker }: Pass, error: Failure): Promise<void> {
  // A cursor that Holded no longer knows would fail for ever: the next pass starts from the beginning.
  const isCursorLost = error.code === "holded.rejected" || error.code === "holded.not_found";
  const restart: StateChange = isCursorLost ? { cursor: null, passStarted: null, tailCursor: null } : {};
  const usualMs = error.code === "holded.permission_missing" ? withoutPermissionMs : pauseMs;
  const retryInMs = typeof error.detail?.["retryInMs"] === "number" ? error.detail["retryInMs"] : usualMs;
  await scope.write(async (tx) => {
    await holdClaim(tx, scope, source.resource, worker);
    const nextTry = new Date(Date.now() + Math.min(Math.max(retryInMs, 60_000), 86_400_000));
    await saveMirrorState(tx, scope, source.resource, { ...restart, failure: { code: error.code }, nextTry });
  });
}

function monthsBefore(now: Date, months: number): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 10);
}

function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}
