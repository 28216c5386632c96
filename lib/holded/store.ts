import "server-only";
import { z } from "zod";
import { codeKeyOf, foldCompanyName, numberKeyOf } from "@/lib/holded/keys";
import { domainKey, mailKey, phoneKey } from "@/lib/language/contact-keys";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import type { Tx } from "@/lib/platform/db/scope";

/**
 * What agents read of Holded: the local copy, in milliseconds and without spending a call. The transaction's company and
 * environment decide what is seen. Deleted objects are not.
 */
const storedContact = z.object({
  id: z.string(),
  name: z.string(),
  code: z.string().nullable(),
  vatNumber: z.string().nullable(),
  tradeName: z.string().nullable(),
  type: z.string().nullable(),
  iban: z.string().nullable(),
  expenseAccountId: z.string().nullable(),
});
export type MirroredContact = z.infer<typeof storedContact> & {
  /** Normalised tax id: what `code` or `vatNumber` says, without prefix ES and separators. */
  readonly taxId: string | null;
};

const storedTax = z.object({
  key: z.string(),
  name: z.string(),
  rate: z.string().nullable(),
  scope: z.string().nullable(),
  group: z.string().nullable(),
  isActive: z.boolean(),
});
export type MirroredTax = z.infer<typeof storedTax>;

const storedAccount = z.object({ id: z.string(), name: z.string(), number: z.string().nullable() });
export type MirroredExpenseAccount = z.infer<typeof storedAccount>;

const storedTreasury = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string().nullable(),
  currency: z.string().nullable(),
  iban: z.string().nullable(),
  isArchived: z.boolean(),
});
export type MirroredTreasuryAccount = z.infer<typeof storedTreasury>;

export type MirroredPurchase = {
  readonly id: string;
  readonly number: string | null;
  readonly contactId: string | null;
  readonly contactName: string | null;
  readonly date: string | null;
  readonly total: string;
  readonly currency: string | null;
  readonly tags: readonly string[];
  readonly isApproved: boolean | null;
};
const purchaseFields = z.object({
  id: z.string(),
  number: z.string().nullable(),
  contactId: z.string().nullable(),
  contactName: z.string().nullable(),
  date: z.string().nullable(),
  total: z.string(),
  currency: z.string().nullable(),
  tags: z.array(z.string()),
  isApproved: z.boolean().nullable(),
});
const storedPurchase: z.ZodType<MirroredPurchase> = purchaseFields;

const bookedLine = z.object({
  name: z.string(),
  account: z.string().nullable().default(null),
  projectId: z.string().nullable().default(null),
});
const bookedPurchase = purchaseFields.extend({ lines: z.array(bookedLine).default([]) });
/** A purchase with the account that each of its lines is booked on. */
export type BookedPurchase = z.infer<typeof bookedPurchase>;

const living = (resource: MirrorResource) => ({ resource, deletedAt: null });

/** All contacts by name. Tens of thousands in a large company: to find one, ask for it by code or name. */
export async function mirroredContacts(tx: Tx, limit = 50_000): Promise<readonly MirroredContact[]> {
  return contactsOf(
    await tx.mirrorObject.findMany({
      where: living("contact"),
      orderBy: { foldedName: "asc" },
      take: limit,
      select: { code: true, data: true },
    }),
  );
}

/** Contacts with this tax id, however it is written. */
export async function findContactsByCode(tx: Tx, taxId: string): Promise<readonly MirroredContact[]> {
  const code = codeKeyOf(taxId);
  if (code === null) return [];
  return contactsOf(
    await tx.mirrorObject.findMany({
      where: { ...living("contact"), code },
      orderBy: { holdedId: "asc" },
      take: 20,
      select: { code: true, data: true },
    }),
  );
}

/** Contacts whose name is this one but for case, accents, punctuation and legal form. */
export async function findContactsByName(tx: Tx, name: string): Promise<readonly MirroredContact[]> {
  const foldedName = foldCompanyName(name);
  if (foldedName === "") return [];
  return contactsOf(
    await tx.mirrorObject.findMany({
      where: { ...living("contact"), foldedName },
      orderBy: { holdedId: "asc" },
      take: 20,
      select: { code: true, data: true },
    }),
  );
}

/** Contacts whose name or tax id holds the text: for a person who chooses. */
export async function searchMirroredContacts(tx: Tx, text: string, limit = 20): Promise<readonly MirroredContact[]> {
  const folded = foldCompanyName(text);
  const code = codeKeyOf(text);
  if (folded === "" || code === null) return [];
  const matches = [{ foldedName: { contains: folded } }, { code: { startsWith: code } }];
  return contactsOf(
    await tx.mirrorObject.findMany({
      where: { ...living("contact"), OR: matches },
      orderBy: { foldedName: "asc" },
      take: limit,
      select: { code: true, data: true },
    }),
  );
}

/** Contacts with this e-mail address, this telephone (as contact persons write it), or any address of this domain. */
export async function findContactsBySender(
  tx: Tx,
  { email, phone, domain }: { readonly email?: string; readonly phone?: string; readonly domain?: string },
): Promise<readonly MirroredContact[]> {
  const keys = [email && mailKey(email), phone && phoneKey(phone), domain && domainKey(domain)].filter((key) => typeof key === "string");
  const named = await tx.mirrorKey.findMany({ where: { resource: "contact", key: { in: keys } }, select: { holdedId: true }, take: 100 });
  if (named.length === 0) return [];
  return contactsOf(
    await tx.mirrorObject.findMany({
      where: { ...living("contact"), holdedId: { in: named.map(({ holdedId }) => holdedId) } },
      orderBy: { holdedId: "asc" },
      take: 20,
      select: { code: true, data: true },
    }),
  );
}

/** Contacts that have this account number, however it is written there. */
export async function findContactsByIban(tx: Tx, iban: string): Promise<readonly MirroredContact[]> {
  const bare = iban.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return contactsOf(
    await tx.$queryRaw<{ code: string | null; data: unknown }[]>`
      SELECT code, data FROM mirror_object WHERE resource = 'contact' AND deleted_at IS NULL AND data->>'iban' IS NOT NULL
        AND regexp_replace(upper(data->>'iban'), '[^A-Z0-9]', '', 'g') = ${bare} ORDER BY holded_id LIMIT 20`,
  );
}

/** Domains of the e-mail and web addresses of these contacts, by contact. */
export async function domainsOfContacts(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.mirrorKey.findMany({
    where: { resource: "contact", holdedId: { in: [...ids] }, key: { startsWith: "domain:" } },
    select: { holdedId: true, key: true },
  });
  const domains = new Map<string, string[]>();
  for (const { holdedId, key } of rows) domains.set(holdedId, [...(domains.get(holdedId) ?? []), key.slice("domain:".length)]);
  return domains;
}

/** Contacts whose folded name begins or ends like this one: among them may be one that was imitated. */
export async function findContactsByNameEnds(tx: Tx, name: string): Promise<readonly MirroredContact[]> {
  const folded = foldCompanyName(name);
  if (folded.length < 5) return [];
  const ends = [{ foldedName: { startsWith: folded.slice(0, 4) } }, { foldedName: { endsWith: folded.slice(-4) } }];
  return contactsOf(
    await tx.mirrorObject.findMany({
      where: { ...living("contact"), OR: ends },
      orderBy: { foldedName: "asc" },
      take: 200,
      select: { code: true, data: true },
    }),
  );
}

export async function findContact(tx: Tx, holdedId: string): Promise<MirroredContact | null> {
  const [found] = contactsOf(
    await tx.mirrorObject.findMany({ where: { ...living("contact"), holdedId }, select: { code: true, data: true } }),
  );
  return found ?? null;
}

/** The active taxes of the account, with the keys that lines of a document name. */
export async function mirroredTaxes(tx: Tx): Promise<readonly MirroredTax[]> {
  const rows = await tx.mirrorObject.findMany({ where: living("tax"), orderBy: { code: "asc" }, select: { data: true } });
  return rows.map((row) => storedTax.parse(row.data)).filter((tax) => tax.isActive);
}

/** The expense accounts, by number. */
export async function mirroredExpenseAccounts(tx: Tx): Promise<readonly MirroredExpenseAccount[]> {
  const rows = await tx.mirrorObject.findMany({ where: living("expense_account"), orderBy: { code: "asc" }, select: { data: true } });
  return rows.map((row) => storedAccount.parse(row.data));
}

/** Banks, cards and cash boxes that are not archived. */
export async function mirroredTreasuryAccounts(tx: Tx): Promise<readonly MirroredTreasuryAccount[]> {
  const rows = await tx.mirrorObject.findMany({ where: living("treasury_account"), orderBy: { holdedId: "asc" }, select: { data: true } });
  return rows.map((row) => storedTreasury.parse(row.data)).filter((account) => !account.isArchived);
}

export type PurchaseQuery = {
  /** However it is written: compared by its letters and digits. */
  readonly number?: string;
  readonly contactId?: string;
  /** "121.00" */
  readonly total?: string;
  /** YYYY-MM-DD */
  readonly date?: string;
  readonly limit?: number;
};

/** Mirrored purchases (the last 18 months) that agree with everything asked for, the newest first. */
export async function findPurchases(
  tx: Tx,
  { number, contactId, total, date, limit = 50 }: PurchaseQuery,
): Promise<readonly MirroredPurchase[]> {
  const where = {
    ...living("purchase"),
    ...(number === undefined ? {} : { numberKey: numberKeyOf(number) }),
    ...(contactId === undefined ? {} : { contactId }),
    ...(total === undefined ? {} : { total }),
    ...(date === undefined ? {} : { objectDate: new Date(`${date}T00:00:00Z`) }),
  };
  const rows = await tx.mirrorObject.findMany({
    where,
    orderBy: [{ objectDate: "desc" }, { holdedId: "desc" }],
    take: limit,
    select: { data: true },
  });
  return rows.map((row) => storedPurchase.parse(row.data));
}

/** The purchases of a contact with their lines, the newest first. */
export async function purchasesOfContact(tx: Tx, contactId: string, limit: number): Promise<readonly BookedPurchase[]> {
  const rows = await tx.mirrorObject.findMany({
    where: { ...living("purchase"), contactId },
    orderBy: [{ objectDate: "desc" }, { holdedId: "desc" }],
    take: limit,
    select: { data: true },
  });
  return rows.map((row) => bookedPurchase.parse(row.data));
}

function contactsOf(rows: readonly { readonly code: string | null; readonly data: unknown }[]): MirroredContact[] {
  return rows.map((row) => ({ ...storedContact.parse(row.data), taxId: row.code }));
}
