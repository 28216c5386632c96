import "server-only";
import { randomUUID } from "node:crypto";
import { ok, type Failure, type Result } from "@/lib/kernel/result";
import { holdedClient, type ClientOptions } from "@/lib/holded/client";
import { dropAnswered, dropHint, dueHints, postponeHint, type StoredHint } from "@/lib/holded/mirror/hint-store";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import { hintPaidDocuments, hintUnpaidDocument } from "@/lib/holded/mirror/paid-documents";
import { claimed, recentPass } from "@/lib/holded/mirror/pass";
import { sourceOf } from "@/lib/holded/mirror/resources";
import type { MirrorRow } from "@/lib/holded/mirror/row";
import type { MirrorSource } from "@/lib/holded/mirror/source";
import { livingIds, markGone, touchObjects, upsertObjects } from "@/lib/holded/mirror/store";
import type { CompanyScope } from "@/lib/platform/db/scope";

export type HintsDone = { readonly read: number; readonly gone: number; readonly postponed: number };

type HintOptions = {
  readonly now?: Date;
  readonly access?: ClientOptions["access"];
  /** How long an answer of Holded may be behind its own writes. */
  readonly readLagMs?: number;
  readonly mayGoOn?: () => boolean;
};

const atOnce = 500;
/** From so many hints at one resource on, its list is cheaper: two hundred objects a call. */
const listInstead = 12;
const usualLagMs = 5_000;
/** A person has to grant it in Holded. */
const withoutPermissionMs = 6 * 3_600_000;
/** When to ask again after an answer that contradicts its hint. Then the answer stands. */
const againAfterMs = [15_000, 120_000] as const;

/**
 * Reads again what hints are due for. Objects that are there are kept, those that are not are marked as gone; an answer
 * that contradicts its hint is asked for again before it is believed. Ends at the first failure that is not about one
 * object: the hints stay.
 */
export async function workHints(scope: CompanyScope, options: HintOptions = {}): Promise<Result<HintsDone>> {
  const client = holdedClient(scope, { purpose: "scheduled", ...(options.access ? { access: options.access } : {}) });
  const accounts = await scope.read((tx) => livingIds(tx, scope, "treasury_account"));
  const leavesOff = options.mayGoOn ? { mayGoOn: options.mayGoOn } : {};
  const due = () => scope.read((tx) => dueHints(tx, scope, options.now ?? new Date(), atOnce));
  const bySource = new Map<MirrorResource, MirrorSource>();
  const of = (resource: MirrorResource): MirrorSource => {
    const source = bySource.get(resource) ?? sourceOf(resource, client, accounts);
    bySource.set(resource, source);
    return source;
  };
  for (const resource of crowded(await due())) {
    if (options.mayGoOn && !options.mayGoOn()) break;
    const looked = await claimed({ scope, source: of(resource), worker: randomUUID(), maxPages: 10, ...leavesOff }, recentPass);
    if (looked && !looked.ok) return looked;
    await scope.write((tx) => dropAnswered(tx, scope, resource, options.readLagMs ?? usualLagMs));
  }
  const done = { read: 0, gone: 0, postponed: 0 };
  for (const hint of await due()) {
    if (options.mayGoOn && !options.mayGoOn()) break;
    const outcome = await workHint(scope, of(hint.resource), hint);
    if (!outcome.ok) return outcome;
    done[outcome.value] += 1;
  }
  return ok(done);
}

function crowded(hints: readonly StoredHint[]): readonly MirrorResource[] {
  const counts = new Map<MirrorResource, number>();
  for (const { resource, expects } of hints) if (expects !== "gone") counts.set(resource, (counts.get(resource) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= listInstead).map(([resource]) => resource);
}

async function workHint(scope: CompanyScope, source: MirrorSource, hint: StoredHint): Promise<Result<keyof HintsDone>> {
  const readAt = new Date();
  if (source.get === null) {
    await scope.write((tx) => dropHint(tx, scope, hint, readAt));
    return ok("read");
  }
  const answer = await source.get(hint.holdedId);
  if (answer.ok) return ok(await keepLiving(scope, hint, answer.value, readAt));
  if (answer.error.code === "holded.not_found") return ok(await keepGone(scope, hint, readAt));
  if (answer.error.code === "holded.permission_missing") {
    // Nothing was seen: it waits until somebody may have granted it, and holds no other resource up.
    await scope.write((tx) => postponeHint(tx, scope, hint, readAt, new Date(readAt.getTime() + withoutPermissionMs)));
    return ok("postponed");
  }
  if (!isOfObject(answer.error)) return answer;
  // Of no use to ask again: the list will show it by name among what cannot be read.
  await scope.write(async (tx) => {
    await touchObjects(tx, scope, hint.resource, [hint.holdedId], readAt);
    await dropHint(tx, scope, hint, readAt);
  });
  return ok("read");
}

/** Failures that say something about one object, not about the connection. */
const isOfObject = ({ code }: Failure) => code === "holded.bad_answer" || code === "holded.rejected";

function keepLiving(scope: CompanyScope, hint: StoredHint, row: MirrorRow, readAt: Date): Promise<keyof HintsDone> {
  return scope.write(async (tx) => {
    if (hint.resource === "payment") await hintPaidDocuments(tx, scope, [row]);
    await upsertObjects(tx, scope, hint.resource, [row], readAt);
    const againMs = hint.expects === "gone" ? againAfterMs[hint.attempts] : undefined;
    if (againMs === undefined) await dropHint(tx, scope, hint, readAt);
    else await postponeHint(tx, scope, hint, readAt, new Date(readAt.getTime() + againMs));
    return againMs === undefined ? "read" : "postponed";
  });
}

function keepGone(scope: CompanyScope, hint: StoredHint, readAt: Date): Promise<keyof HintsDone> {
  return scope.write(async (tx) => {
    const againMs = hint.expects === "living" ? againAfterMs[hint.attempts] : undefined;
    if (againMs !== undefined) {
      await postponeHint(tx, scope, hint, readAt, new Date(readAt.getTime() + againMs));
      return "postponed";
    }
    if (hint.resource === "payment") await hintUnpaidDocument(tx, scope, hint.holdedId);
    await markGone(tx, scope, hint.resource, hint.holdedId, readAt);
    await dropHint(tx, scope, hint, readAt);
    return "gone";
  });
}
