import "server-only";
import { randomUUID } from "node:crypto";
import { fail, ok, type Failure, type Result } from "@/lib/kernel/result";
import { holdedClient, type ClientOptions, type HoldedClient } from "@/lib/holded/client";
import type { Work } from "@/lib/holded/mirror/due";
import { mirrorResources, type MirrorResource } from "@/lib/holded/mirror/model";
import { claimed, recentPass, wholePass, type Passed } from "@/lib/holded/mirror/pass";
import { sourceOf } from "@/lib/holded/mirror/resources";
import { MirrorClaimLost, saveMirrorState } from "@/lib/holded/mirror/state";
import { livingIds } from "@/lib/holded/mirror/store";
import type { Purpose } from "@/lib/holded/retry";
import type { CompanyScope } from "@/lib/platform/db/scope";

type ReadPurpose = Extract<Purpose, "person" | "scheduled" | "refresh">;

export type SyncOptions = {
  readonly resources?: readonly MirrorResource[];
  readonly purpose: ReadPurpose;
  readonly access?: ClientOptions["access"];
  /** How long Holded's lists may be behind its writes. */
  readonly readLagMs?: number;
};

export type Synced = Passed & { readonly resource: MirrorResource };

/**
 * Reads the given resources (all by default) from where they stopped to their end and makes the local copy equal. A
 * failure of one resource stands in its state and does not keep the others from being read, unless it is about the whole
 * connection. The first failure is the answer; a permission that is missing is none, it only switches off what needs it.
 */
export async function syncMirror(scope: CompanyScope, options: SyncOptions): Promise<Result<readonly Synced[]>> {
  const work = (options.resources ?? mirrorResources).map((resource) => ({ resource, kind: "first" as const, maxPages: Infinity }));
  return workMirror(scope, work, { ...options, purposeOf: () => options.purpose });
}

export type WorkOptions = Pick<SyncOptions, "access" | "readLagMs"> & {
  readonly purposeOf: (work: Work) => ReadPurpose;
  readonly mayGoOn?: () => boolean;
};

/** Does pieces of reading in their order. What another worker reads already is left to it. */
export async function workMirror(scope: CompanyScope, works: readonly Work[], options: WorkOptions): Promise<Result<readonly Synced[]>> {
  const done: Synced[] = [];
  const worker = randomUUID();
  let firstFailure: Failure | null = null;
  for (const work of works) {
    if (options.mayGoOn && !options.mayGoOn()) break;
    const client = holdedClient(scope, { purpose: options.purposeOf(work), ...(options.access ? { access: options.access } : {}) });
    const result = await workOne(scope, client, work, worker, options);
    if (result === null) continue;
    if (result.ok) done.push({ resource: work.resource, ...result.value });
    else if (result.error.code !== "holded.permission_missing") firstFailure ??= result.error;
    if (!result.ok && concernsAll(result.error)) break;
  }
  return firstFailure ? fail(firstFailure) : ok(done);
}

/** Nothing else would go better now. */
const ofConnection: readonly string[] = [
  "holded.not_connected",
  "holded.key_refused",
  "holded.unreachable",
  "holded.rate_limited",
  "holded.quota_spent",
];
const concernsAll = ({ code }: Failure) => ofConnection.includes(code);

async function workOne(
  scope: CompanyScope,
  client: HoldedClient,
  { resource, kind, maxPages }: Work,
  worker: string,
  { mayGoOn, readLagMs }: WorkOptions,
): Promise<Result<Passed> | null> {
  const accounts = resource === "bank_movement" ? await scope.read((tx) => livingIds(tx, scope, "treasury_account")) : [];
  const pass = {
    scope,
    source: sourceOf(resource, client, accounts),
    worker,
    maxPages,
    ...(mayGoOn ? { mayGoOn } : {}),
    ...(readLagMs === undefined ? {} : { readLagMs }),
  };
  try {
    const result = await claimed(pass, kind === "look" ? recentPass : wholePass);
    if (result?.ok && kind === "repair") {
      await scope.write((tx) => saveMirrorState(tx, scope, resource, { repairedAt: new Date() }));
    }
    return result;
  } catch (error) {
    if (error instanceof MirrorClaimLost) return ok({ seen: 0, gone: 0, unreadable: 0, isWhole: false, pages: 0 });
    throw error;
  }
}
