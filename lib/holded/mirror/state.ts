import "server-only";
import { z } from "zod";
import { mirrorResources, type MirrorResource } from "@/lib/holded/mirror/model";
import { jsonNull } from "@/lib/platform/db/json";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** How the ids of a list run, as observed; `none`: in no order. */
export type ListOrder = "asc" | "desc" | "none";

export type MirrorState = {
  readonly resource: MirrorResource;
  /** Where the running whole pass goes on. */
  readonly cursor: string | null;
  readonly passStarted: Date | null;
  /** End of the last whole pass, of the last look at what is recent, of the last slice of nightly repair. */
  readonly syncedAt: Date | null;
  readonly lookedAt: Date | null;
  readonly repairedAt: Date | null;
  /** After a failure: not before. */
  readonly nextTry: Date | null;
  /** Living objects at the end of the last pass. */
  readonly objects: number;
  readonly listOrder: ListOrder | null;
  /** Cursor that the last page of a whole pass was asked with. */
  readonly tailCursor: string | null;
  /** The running pass met objects that it could not even name. */
  readonly isBlind: boolean;
  /** Ids of objects that are there and cannot be understood. */
  readonly unreadable: readonly string[];
  readonly failure: { readonly code: string } | null;
};

const fields = z.object({
  resource: z.enum(mirrorResources),
  listOrder: z.enum(["asc", "desc", "none"]).nullable().catch(null),
  unreadable: z.array(z.string()).catch([]),
  failure: z.object({ code: z.string() }).nullable().catch(null),
});

/** What is known of each resource of the scope; one that was never touched is missing. */
export async function loadMirrorStates(tx: Tx, scope: CompanyScope): Promise<ReadonlyMap<MirrorResource, MirrorState>> {
  const rows = await tx.mirrorState.findMany({ where: keyOf(scope) });
  const states = rows.flatMap((row) => {
    const parsed = fields.safeParse(row);
    return parsed.success ? [{ ...row, ...parsed.data }] : [];
  });
  return new Map(states.map((state) => [state.resource, state]));
}

export async function loadMirrorState(tx: Tx, scope: CompanyScope, resource: MirrorResource): Promise<MirrorState | null> {
  return (await loadMirrorStates(tx, scope)).get(resource) ?? null;
}

export type StateChange = Partial<Omit<MirrorState, "resource">>;

export async function saveMirrorState(tx: Tx, scope: CompanyScope, resource: MirrorResource, change: StateChange): Promise<void> {
  const { failure, unreadable, ...rest } = change;
  const data = {
    ...rest,
    ...(unreadable === undefined ? {} : { unreadable: [...unreadable] }),
    ...(failure === undefined ? {} : { failure: failure === null ? jsonNull : { code: failure.code } }),
  };
  await tx.mirrorState.upsert({
    where: { companyId_environment_resource: { ...keyOf(scope), resource } },
    create: { ...keyOf(scope), resource, ...data },
    update: data,
    select: { resource: true },
  });
}

/** Thrown where a worker finds that another one reads this resource now: its own claim ended while it was slow. */
export class MirrorClaimLost extends Error {
  constructor() {
    super("another worker has taken over this part of the local copy");
  }
}

const claimMs = 120_000;

/** One worker reads a resource at a time; false: another one does. The claim of one that died ends by itself. */
export async function claimResource(tx: Tx, scope: CompanyScope, resource: MirrorResource, worker: string): Promise<boolean> {
  const taken = await tx.$executeRaw`
    INSERT INTO mirror_state AS s (company_id, environment, resource, claimed_by, claimed_until)
    VALUES (${scope.companyId}::uuid, ${scope.environment}, ${resource}, ${worker}, clock_timestamp() + make_interval(secs => ${claimMs / 1000}))
    ON CONFLICT (company_id, environment, resource) DO UPDATE
      SET claimed_by = excluded.claimed_by, claimed_until = excluded.claimed_until
      WHERE s.claimed_until IS NULL OR s.claimed_until < clock_timestamp() OR s.claimed_by = excluded.claimed_by`;
  return taken > 0;
}

/** In the transaction that keeps what was read: the row stays locked until it commits. Throws `MirrorClaimLost`. */
export async function holdClaim(tx: Tx, scope: CompanyScope, resource: MirrorResource, worker: string): Promise<void> {
  const held = await tx.$executeRaw`
    UPDATE mirror_state SET claimed_until = clock_timestamp() + make_interval(secs => ${claimMs / 1000})
    WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment} AND resource = ${resource} AND claimed_by = ${worker}`;
  if (held === 0) throw new MirrorClaimLost();
}

export async function releaseResource(tx: Tx, scope: CompanyScope, resource: MirrorResource, worker: string): Promise<void> {
  await tx.mirrorState.updateMany({
    where: { ...keyOf(scope), resource, claimedBy: worker },
    data: { claimedBy: null, claimedUntil: null },
  });
}

/** What failed is tried again at the next occasion. */
export async function forgetPauses(tx: Tx, scope: CompanyScope): Promise<void> {
  await tx.mirrorState.updateMany({ where: { ...keyOf(scope), nextTry: { not: null } }, data: { nextTry: null } });
}

const keyOf = (scope: CompanyScope) => ({ companyId: scope.companyId, environment: scope.environment });
