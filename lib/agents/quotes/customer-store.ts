import "server-only";
import { z } from "zod";
import { conditionsOf, type Condition } from "@/lib/agents/quotes/condition-store";
import type { Customer, Language } from "@/lib/agents/quotes/engine/model";
import type { AccountTax } from "@/lib/agents/quotes/pricing";
import { regimeOf } from "@/lib/agents/quotes/regime";
import { readObjects } from "@/lib/holded/mirror/read";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

const word = z.string().nullable().default(null);
const storedContact = z.object({
  id: z.string(),
  name: z.string(),
  code: word,
  vatNumber: word,
  tradeName: word,
  type: word,
  email: word,
  phone: word,
  mobile: word,
  website: word,
  people: z.array(z.object({ name: word, phone: word, email: word })).default([]),
  extraEmails: z.array(z.string()).default([]),
  address: z
    .object({ postalCode: word, province: word, country: word, countryCode: word, address: word, city: word })
    .nullable()
    .default(null),
  defaults: z
    .object({
      discount: word,
      language: word,
      salesTax: z.record(z.string(), z.unknown()).nullable().default(null),
      dueDays: z.number().nullable().default(null),
      paymentMethodId: word,
    })
    .nullable()
    .default(null),
  priceListId: word,
});
export type CustomerContact = z.infer<typeof storedContact>;

/** Suppliers are not asked for quotes, unless a person says that one is. */
const notCustomers = ["supplier", "creditor"];

/** A customer as the engine knows one, with the contact it was made of. */
export type KnownContact = { readonly customer: Customer; readonly contact: CustomerContact };

/** All who may ask for a quote. */
export async function allCustomers(tx: Tx, scope: CompanyScope, taxes: readonly AccountTax[]): Promise<readonly Customer[]> {
  const contacts = await readObjects(tx, "contact", storedContact, { where: { NOT: { status: { in: notCustomers } } }, limit: 100_000 });
  // NOT IN passes over what has no type at all.
  const untyped = await readObjects(tx, "contact", storedContact, { where: { status: null }, limit: 100_000 });
  const conditions = byContact(await conditionsOf(tx, scope));
  const account = { taxes, sellsWithIgic: await sellsWithIgic(tx) };
  return [...contacts, ...untyped].map((contact) => customerOf(contact, conditions.get(contact.id) ?? [], account));
}

/** One contact of any type; null: it is not in the local copy, or no longer. */
export async function findCustomer(
  tx: Tx,
  scope: CompanyScope,
  taxes: readonly AccountTax[],
  contactId: string,
): Promise<KnownContact | null> {
  const [contact] = await readObjects(tx, "contact", storedContact, { where: { holdedId: contactId }, limit: 1 });
  if (!contact) return null;
  return {
    contact,
    customer: customerOf(contact, await conditionsOf(tx, scope, [contactId]), { taxes, sellsWithIgic: await sellsWithIgic(tx) }),
  };
}

type SellingAccount = { readonly taxes: readonly AccountTax[]; readonly sellsWithIgic: boolean };

/** Whether what the account sells carries IGIC, as a look at some of its products tells. */
async function sellsWithIgic(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ igic: number; all: number }[]>`
    SELECT (count(*) FILTER (WHERE p.data->>'taxes' LIKE '%igic%'))::int AS igic, count(*)::int AS all FROM (
      SELECT data FROM mirror_object WHERE resource = 'product' AND deleted_at IS NULL ORDER BY holded_id LIMIT 100) p`;
  return row !== undefined && row.igic * 2 > row.all;
}

function byContact(conditions: readonly Condition[]): ReadonlyMap<string, readonly Condition[]> {
  const found = new Map<string, Condition[]>();
  for (const one of conditions) found.set(one.contactId, [...(found.get(one.contactId) ?? []), one]);
  return found;
}

/** What the company told us stands before what Holded says: it was told because Holded does not say it, or says it wrong. */
function customerOf(contact: CustomerContact, conditions: readonly Condition[], account: SellingAccount): Customer {
  const { code, vatNumber, email, phone, mobile, defaults, people } = contact;
  const told = (kind: Condition["kind"]) => conditions.find((one) => one.kind === kind)?.value ?? null;
  const bySubject = (kind: Condition["kind"]) =>
    Object.fromEntries(conditions.flatMap((one) => (one.kind === kind ? [[one.subject, one.value]] : [])));
  return {
    id: contact.id,
    name: contact.name,
    tradeName: contact.tradeName,
    people: people.flatMap(({ name }) => name ?? []),
    emails: [email, ...contact.extraEmails, ...people.map((one) => one.email)].filter((one) => one !== null),
    phones: [phone, mobile, ...people.map((one) => one.phone)].filter((one) => one !== null),
    taxId: code ?? vatNumber,
    website: contact.website,
    language: languageOf(defaults?.language ?? null),
    ...regimeOf(
      { ...(contact.address ?? {}), vatNumber, taxId: code },
      salesTaxKeys(defaults?.salesTax ?? null),
      account.taxes,
      account.sellsWithIgic,
    ),
    priceList: told("price_list") ?? contact.priceListId,
    discount: told("discount") ?? percentOf(defaults?.discount ?? null),
    categoryDiscounts: bySubject("category_discount"),
    agreedPrices: bySubject("agreed_price"),
    references: bySubject("reference"),
  };
}

/** The map's inside was never published: whatever text stands anywhere in it. */
function salesTaxKeys(given: Readonly<Record<string, unknown>> | null): readonly string[] {
  const texts = (value: unknown): readonly string[] => {
    if (typeof value === "string") return [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
  };
  return given === null ? [] : [...Object.keys(given), ...texts(given)];
}

const percentOf = (rate: string | null): string => (rate === null || !/^(?:\d{1,2}(?:\.\d{1,4})?|100)$/u.test(rate) ? "0" : rate);

const languages: readonly Language[] = ["es", "ca", "en"];
const languageOf = (said: string | null): Language | null => languages.find((one) => said?.toLowerCase().startsWith(one)) ?? null;
