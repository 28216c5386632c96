import "server-only";
import type { z } from "zod";
import type { Confidence, Reason } from "@/lib/kernel/evidence";
import { hashJson } from "@/lib/kernel/hash";
import { fail, ok, type Result } from "@/lib/kernel/result";
import type { PushPlan } from "@/lib/holded/push-plan";
import type { Permission } from "@/lib/platform/permissions";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { kind as kindNames, type Kind, type Risk, type Standing } from "@/lib/review/model";
import { storable } from "@/lib/review/storable";

/** What the row of the queue shows, and what it is searched and sorted by. */
export type RowFacts = {
  readonly title: string;
  readonly party: string | null;
  /** "121.00" */
  readonly amount: string | null;
  readonly currency: string | null;
  readonly documentDate: string | null;
};

export type AboutProposal = {
  readonly id: string;
  readonly documentId: string | null;
  readonly reasons: readonly Reason[];
  readonly confidence: Confidence;
};

/** What an agent tells the review about its proposals. P is the payload, F the facts its checks need. */
export type KindDefinition<P, F> = {
  readonly kind: Kind;
  readonly payload: z.ZodType<P>;
  readonly permissions: { readonly read: Permission; readonly write: Permission; readonly approve: Permission };
  readonly rowOf: (payload: P) => RowFacts;
  /** Loads what the checks compare with: mirror, other proposals, settings. Only queries. */
  readonly facts: (tx: Tx, scope: CompanyScope, payload: P, about: AboutProposal) => Promise<F>;
  /** Pure; run again after every edit and before every approval. `about.reasons` are those that stand until now. */
  readonly check: (payload: P, facts: F, about: AboutProposal) => readonly Reason[];
  readonly riskOf: (payload: P, reasons: readonly Reason[]) => Risk;
  readonly standingOf: (payload: P, reasons: readonly Reason[], confidence: Confidence) => Standing;
  /** Whether these reasons take two people, whatever the company's rule for high risk; absent: none does. */
  readonly needsTwo?: (reasons: readonly Reason[]) => boolean;
  /** Whether these reasons ask for the number or the amount typed by hand, whatever the company's rule for high risk; absent: none does. */
  readonly needsTyping?: (reasons: readonly Reason[]) => boolean;
  /** The paths of the fields that must be mended before an approval. */
  readonly blockers: (payload: P, reasons: readonly Reason[]) => readonly string[];
  /** Whether what a person typed by hand is what she approves: the number or the amount. */
  readonly isConfirmedBy: (payload: P, typed: string) => boolean;
  /** What the approval does in Holded; null: nothing is written there, and the item is done when its undo window ends. */
  readonly planPush: (tx: Tx, scope: CompanyScope, approved: Approved<P>) => Promise<Result<PushPlan | null>>;
  /** What the agent does with the fact that a person approved, in the same transaction; `endsAt`: it can be taken back until then. */
  readonly onApproved?: (tx: Tx, scope: CompanyScope, approved: { readonly id: string; readonly endsAt: Date }) => Promise<void>;
  /** What the agent does with the fact that a person rejected, in the same transaction. */
  readonly onRejected?: (tx: Tx, scope: CompanyScope, rejected: { readonly id: string }) => Promise<void>;
  /** The same when she takes the rejection back. */
  readonly onRejectionUndone?: (tx: Tx, scope: CompanyScope, back: { readonly id: string }) => Promise<void>;
};

export type Approved<P> = { readonly proposal: { readonly id: string; readonly documentId: string | null }; readonly payload: P };

/** Everything that follows from a payload, as the database stores it. */
export type Judgement = {
  readonly payload: Prisma.InputJsonObject;
  readonly payloadHash: string;
  readonly row: RowFacts;
  readonly reasons: readonly Reason[];
  readonly risk: Risk;
  readonly standing: Standing;
  readonly blockers: readonly string[];
  /** One person's approval is not enough. */
  readonly needsTwo: boolean;
  /** A click is not enough. */
  readonly needsTyping: boolean;
};

/** A kind with its payload type closed over: what the review works with. */
export type RegisteredKind = {
  readonly kind: Kind;
  readonly permissions: KindDefinition<unknown, unknown>["permissions"];
  /** Parses, checks and weighs a payload. Refused (`input.invalid`) when the schema does. */
  readonly judge: (tx: Tx, scope: CompanyScope, payload: unknown, about: AboutProposal) => Promise<Result<Judgement>>;
  readonly isConfirmedBy: (payload: unknown, typed: string) => boolean;
  readonly planPush: (tx: Tx, scope: CompanyScope, approved: Approved<unknown>) => Promise<Result<PushPlan | null>>;
  readonly onApproved: NonNullable<KindDefinition<unknown, unknown>["onApproved"]>;
  readonly onRejected: NonNullable<KindDefinition<unknown, unknown>["onRejected"]>;
  readonly onRejectionUndone: NonNullable<KindDefinition<unknown, unknown>["onRejectionUndone"]>;
};

// Pages, actions and start-up code are bundled apart: what one of them registers, all of them find.
const held = globalThis as unknown as { vistoKinds?: Map<string, RegisteredKind> };
const registered = (held.vistoKinds ??= new Map());

/** Called once per kind by the composition root; again is harmless. */
export function registerKind<P extends object, F>(definition: KindDefinition<P, F>): void {
  const { kind, permissions, payload: schema } = definition;
  registered.set(kind, {
    kind,
    permissions,
    judge: (tx, scope, payload, about) => judge(definition, tx, scope, payload, about),
    isConfirmedBy: (payload, typed) => definition.isConfirmedBy(schema.parse(payload), typed),
    planPush: (tx, scope, { proposal, payload }) => definition.planPush(tx, scope, { proposal, payload: schema.parse(payload) }),
    onApproved: definition.onApproved ?? (() => Promise.resolve()),
    onRejected: definition.onRejected ?? (() => Promise.resolve()),
    onRejectionUndone: definition.onRejectionUndone ?? (() => Promise.resolve()),
  });
}

/** Throws for a kind that nobody registered: the composition root forgot it, or the row is not ours. */
export function kindOf(name: string): RegisteredKind {
  const found = registered.get(name);
  if (!found) throw new Error(`no kind of proposal is registered as "${name}"`);
  return found;
}

/** Those kinds that somebody registered, in the order of the model. */
export const registeredKinds = (): readonly Kind[] => kindNames.options.filter((name) => registered.has(name));

async function judge<P extends object, F>(
  definition: KindDefinition<P, F>,
  tx: Tx,
  scope: CompanyScope,
  given: unknown,
  about: AboutProposal,
): Promise<Result<Judgement>> {
  const parsed = definition.payload.safeParse(given);
  if (!parsed.success) return invalid(parsed.error);
  const payload = storable(parsed.data);
  const reasons = definition.check(payload, await definition.facts(tx, scope, payload, about), about);
  return ok({
    payload: payload as Prisma.InputJsonObject,
    payloadHash: hashJson(payload),
    row: definition.rowOf(payload),
    reasons,
    risk: definition.riskOf(payload, reasons),
    standing: definition.standingOf(payload, reasons, about.confidence),
    blockers: definition.blockers(payload, reasons),
    needsTwo: definition.needsTwo?.(reasons) ?? false,
    needsTyping: definition.needsTyping?.(reasons) ?? false,
  });
}

/** Names the fields, never their values. */
function invalid(error: z.ZodError): Result<never> {
  const fields = [...new Set(error.issues.map((issue) => issue.path.join(".")))].slice(0, 20).join(", ");
  return fail({ code: "input.invalid", detail: { fields }, retry: "never" });
}
