import "server-only";
import { fail, ok, type Failure, type Result } from "@/lib/kernel/result";
import { holdedClient, eachPage, type ClientOptions } from "@/lib/holded/client";
import { mirrorResources, sourceOf, type MirrorPage, type MirrorResource, type MirrorSource } from "@/lib/holded/mirror/resources";
import { loadMirrorState, markMissing, saveMirrorState, upsertObjects } from "@/lib/holded/mirror/store";
import type { Purpose } from "@/lib/holded/retry";
import type { CompanyScope } from "@/lib/platform/db/scope";

export type SyncOptions = {
  readonly resources?: readonly MirrorResource[];
  readonly purpose: Extract<Purpose, "person" | "scheduled" | "refresh">;
  readonly access?: ClientOptions["access"];
};

export type Synced = { readonly resource: MirrorResource; readonly seen: number; readonly gone: number; readonly unreadable: number };

/** A pass that lay still for longer starts again: too much may have changed behind its cursor. */
const resumeWithinMs = 60 * 60_000;

/**
 * Reads the given resources (all by default) once from beginning to end and makes the local copy equal. Every page is
 * kept with its cursor in one transaction, so a pass that was interrupted goes on where it stopped. What a whole pass did
 * not meet is marked as deleted. Ends at the first failure, which stands in the state of its resource.
 */
export async function syncMirror(scope: CompanyScope, options: SyncOptions): Promise<Result<readonly Synced[]>> {
  const client = holdedClient(scope, { purpose: options.purpose, ...(options.access ? { access: options.access } : {}) });
  const done: Synced[] = [];
  for (const resource of options.resources ?? mirrorResources) {
    const result = await syncOne(scope, resource, sourceOf(resource, client, new Date()));
    if (!result.ok && result.error.code !== "holded.permission_missing") return result;
    // A permission that is missing switches off what needs it, and nothing else.
    if (result.ok) done.push(result.value);
  }
  return ok(done);
}

async function syncOne(scope: CompanyScope, resource: MirrorResource, source: MirrorSource): Promise<Result<Synced>> {
  const started = new Date();
  const state = await scope.read((tx) => loadMirrorState(tx, scope, resource));
  const isResumed = state?.passStarted && state.cursor !== null && started.getTime() - state.passStarted.getTime() < resumeWithinMs;
  const passStarted = isResumed ? (state.passStarted ?? started) : started;
  const from = isResumed ? state.cursor : null;
  let seen = 0;
  let unreadable = 0;
  for await (const page of eachPageOf(source, from)) {
    if (!page.ok) return failed(scope, resource, page.error);
    await keepPage(scope, resource, page.value, passStarted);
    seen += page.value.rows.length;
    unreadable += page.value.unreadable;
  }
  const gone = await scope.write(async (tx) => {
    // Objects that could not be read were not met either: nothing is declared gone then.
    const missing = unreadable > 0 ? 0 : await markMissing(tx, scope, resource, passStarted, source.from);
    const failure = unreadable > 0 ? { code: "holded.bad_answer" } : null;
    await saveMirrorState(tx, scope, resource, { cursor: null, passStarted: null, syncedAt: new Date(), failure });
    return missing;
  });
  return ok({ resource, seen, gone, unreadable });
}

/** Pages through `eachPage`, which wants items: a mirror page is one item. */
async function* eachPageOf(source: MirrorSource, from: string | null): AsyncGenerator<Result<MirrorPage>> {
  const list = async (cursor: string | undefined) => {
    const page = await source.page(cursor);
    return page.ok ? ok({ items: [page.value], next: page.value.next, unreadable: [] }) : page;
  };
  for await (const page of eachPage<MirrorPage>(list, from === null ? {} : { from })) {
    if (!page.ok) yield page;
    else for (const item of page.value.items) yield ok(item);
  }
}

async function keepPage(scope: CompanyScope, resource: MirrorResource, page: MirrorPage, passStarted: Date): Promise<void> {
  await scope.write(async (tx) => {
    await upsertObjects(tx, scope, resource, page.rows, new Date());
    await saveMirrorState(tx, scope, resource, { cursor: page.next, passStarted });
  });
}

async function failed(scope: CompanyScope, resource: MirrorResource, error: Failure): Promise<Result<Synced>> {
  // A cursor that Holded no longer knows would fail for ever: the next pass starts from the beginning.
  const restart = error.code === "holded.rejected" || error.code === "holded.not_found" ? { cursor: null, passStarted: null } : {};
  await scope.write((tx) => saveMirrorState(tx, scope, resource, { ...restart, failure: { code: error.code } }));
  return fail(error);
}
