import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, ScopeKey, Tx } from "@/lib/platform/db/scope";
import { environment } from "@/lib/review/model";

/** How the people of a company approve: the same in both environments. */
const companyWide = z.object({
  /** How long an approval can be taken back before anything is sent. */
  undoSeconds: z.int().min(0).max(600),
  /** What a high-risk proposal asks for: the amount typed again, or the approval of another person. */
  highRisk: z.enum(["typed", "second_person"]),
  /** From this total on a second person approves; null: never because of the amount. */
  limitForSecondPersonCents: z.int().positive().nullable(),
  /** From this amount on the approval of a bank movement asks for it typed by hand; null: never because of the amount. */
  typedReconciliationCents: z.int().positive().nullable(),
  /** Lines of quotes that leave less than this of their net after their cost are warned of, per cent ("12.5"); null: only below cost. */
  marginLimit: z
    .string()
    .regex(/^\d{1,2}(?:\.\d{1,2})?$/)
    .nullable(),
});

/** What names things of one Holded account: each environment has its own. */
const perEnvironment = z.object({
  /** Approval in the console also approves the document in Holded; otherwise it stays a draft there. */
  approveInHolded: z.boolean(),
  /** Holded id of the expense account of lines whose supplier says nothing better. */
  defaultExpenseAccountId: z.string().min(1).max(64).nullable(),
  /** Last day of the last period whose books are closed, "YYYY-MM-DD"; null: nothing is closed, or nobody said so. */
  closedThrough: z.iso.date().nullable(),
});

export type CompanySettings = Readonly<z.infer<typeof companyWide> & z.infer<typeof perEnvironment>>;

/** What a person may change, all of it optional. */
export const settingsChange = z.strictObject({ ...companyWide.shape, ...perEnvironment.shape }).partial();
export type SettingsChange = z.infer<typeof settingsChange>;

/** The column `company.settings`; a value that an older build stored and this one refuses falls back to the default. */
const stored = z.object({
  undoSeconds: companyWide.shape.undoSeconds.catch(10),
  highRisk: companyWide.shape.highRisk.catch("typed"),
  limitForSecondPersonCents: companyWide.shape.limitForSecondPersonCents.catch(null),
  typedReconciliationCents: companyWide.shape.typedReconciliationCents.catch(1_000_000),
  marginLimit: companyWide.shape.marginLimit.catch(null),
  environments: z.partialRecord(environment, z.unknown()).catch({}),
});
const storedPerEnvironment = z
  .object({
    approveInHolded: perEnvironment.shape.approveInHolded.catch(false),
    defaultExpenseAccountId: perEnvironment.shape.defaultExpenseAccountId.catch(null),
    closedThrough: perEnvironment.shape.closedThrough.catch(null),
  })
  .catch({ approveInHolded: false, defaultExpenseAccountId: null, closedThrough: null });

export function companySettings(scope: CompanyScope): Promise<CompanySettings> {
  return scope.read((tx) => settingsOf(tx, scope));
}

/** The same inside a transaction of the caller. */
export async function settingsOf(tx: Tx, { companyId, environment: where }: ScopeKey): Promise<CompanySettings> {
  const { settings } = await tx.company.findUniqueOrThrow({ where: { id: companyId }, select: { settings: true } });
  const { environments, ...wide } = stored.parse(settings);
  return { ...wide, ...storedPerEnvironment.parse(environments[where] ?? {}) };
}

/**
 * The last day whose books are closed in the account of the scope, "YYYY-MM-DD" in Spain's calendar; null when nobody said
 * one. Holded refuses to create or change anything dated on it or before and tells the date nowhere, so an admin does.
 */
export async function closedThrough(tx: Tx, scope: ScopeKey): Promise<string | null> {
  return (await settingsOf(tx, scope)).closedThrough;
}

/** Stores the given settings, leaves the others, and says in the audit trail what changed from what to what. */
export function saveCompanySettings(scope: CompanyScope, actor: Actor, change: SettingsChange): Promise<CompanySettings> {
  return scope.write(async (tx) => {
    const { companyId, environment: where } = scope;
    await tx.$executeRaw`SELECT FROM company WHERE id = ${companyId}::uuid FOR UPDATE`;
    const before = await settingsOf(tx, scope);
    const after: CompanySettings = { ...before, ...withoutUndefined(change) };
    const raw = await tx.company.findUniqueOrThrow({ where: { id: companyId }, select: { settings: true } });
    const { environments } = stored.parse(raw.settings);
    const { approveInHolded, defaultExpenseAccountId, closedThrough, ...wide } = after;
    const here = { approveInHolded, defaultExpenseAccountId, closedThrough };
    const settings = { ...wide, environments: { ...environments, [where]: here } };
    await tx.company.update({ where: { id: companyId }, data: { settings: settings as Prisma.InputJsonObject }, select: { id: true } });
    const changed = (Object.keys(after) as (keyof CompanySettings)[]).filter((key) => before[key] !== after[key]);
    const from = Object.fromEntries(changed.map((key) => [key, before[key]]));
    const to = Object.fromEntries(changed.map((key) => [key, after[key]]));
    if (changed.length > 0) await audit(tx, scope, actor, "settings.changed", `company:${companyId}`, { from, to });
    return after;
  });
}

function withoutUndefined(change: SettingsChange): Partial<CompanySettings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
