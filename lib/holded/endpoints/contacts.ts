import { z } from "zod";
import { created, endpoint, pageOf, paging, phpObject, text } from "@/lib/holded/endpoint";
import { count, customFields, customFieldsBody, flag, idOrNull, listOf, map, rate, wordOf, words } from "@/lib/holded/endpoints/fields";

/** What Holded takes where a document says nothing. The two taxes are maps whose inside was never published. */
const defaults = z
  .object({
    sales_channel: idOrNull,
    expenses_account: idOrNull,
    due_days: count.catch(null),
    payment_day: count.catch(null),
    payment_method: idOrNull,
    discount: rate.catch(null),
    language: text,
    currency: text,
    sales_tax: map,
    purchases_tax: map,
  })
  .transform((raw) => ({
    salesChannelId: raw.sales_channel,
    expenseAccountId: raw.expenses_account,
    dueDays: raw.due_days,
    paymentDay: raw.payment_day,
    paymentMethodId: raw.payment_method,
    discount: raw.discount,
    language: raw.language,
    currency: raw.currency,
    salesTax: raw.sales_tax,
    purchasesTax: raw.purchases_tax,
  }));

const address = z
  .object({ address: text, city: text, postal_code: text, province: text, country: text, country_code: text, info: text })
  .transform(({ postal_code, country_code, ...rest }) => ({ ...rest, postalCode: postal_code, countryCode: country_code }));

/** Somebody who works there, as far as we use it: one who cannot be understood is no reason to lose the contact. */
const contactPerson = z.object({ name: text, phone: text, email: text });

const contactTypes = ["client", "debtor", "supplier", "creditor", "lead"] as const;

/** A person or company of the address book, as far as we use it. */
export const contact = z
  .object({
    id: z.string().min(1),
    name: text,
    code: text,
    vat_number: text,
    trade_name: text,
    is_person: flag,
    email: text,
    phone: text,
    mobile: text,
    website: text,
    type: wordOf(contactTypes),
    bill_address: phpObject(address).optional(),
    custom_fields: customFields,
    defaults: phpObject(defaults).optional(),
    iban: text,
    tags: words,
    contact_persons: listOf(contactPerson).catch([]),
    extra_emails: words.catch([]),
    updated_at: text,
    rate: phpObject(z.object({ id: text })).optional(),
  })
  .transform((raw) => ({
    id: raw.id,
    name: raw.name ?? "",
    /** The tax id. */
    code: raw.code,
    vatNumber: raw.vat_number,
    tradeName: raw.trade_name,
    isPerson: raw.is_person,
    email: raw.email,
    phone: raw.phone,
    mobile: raw.mobile,
    website: raw.website,
    type: raw.type,
    address: raw.bill_address ?? null,
    customFields: raw.custom_fields,
    defaults: raw.defaults ?? null,
    iban: raw.iban,
    tags: raw.tags,
    people: raw.contact_persons,
    extraEmails: raw.extra_emails,
    /** Holded id of the expense account that Holded itself would take. */
    expenseAccountId: raw.defaults?.expenseAccountId ?? null,
    /** The price list of this customer. */
    priceListId: raw.rate?.id ?? null,
    updatedAt: raw.updated_at,
  }));
export type Contact = z.infer<typeof contact>;

/** `code` is an exact filter on the tax id as it is written in Holded. */
export const listContacts = endpoint({
  method: "GET",
  path: "/contacts",
  effect: "reads",
  permission: "contacts:contacts.read",
  query: paging.extend({
    code: z.string().optional(),
    email: z.string().optional(),
    phone: z.string().optional(),
    mobile: z.string().optional(),
  }),
  answer: () => pageOf(contact),
});

/** Names that begin with `name`. */
export const searchContacts = endpoint({
  method: "GET",
  path: "/contacts/search",
  effect: "reads",
  permission: "contacts:contacts.read",
  query: paging.extend({ name: z.string().min(1) }),
  answer: () => pageOf(contact),
});

export const getContact = endpoint({
  method: "GET",
  path: "/contacts/{id}",
  effect: "reads",
  permission: "contacts:contacts.read",
  answer: () => contact,
});

const addressBody = z.object({
  address: z.string().optional(),
  city: z.string().optional(),
  postal_code: z.string().optional(),
  province: z.string().optional(),
  country: z.string().optional(),
  country_code: z.string().optional(),
  info: z.string().optional(),
});

/** What a contact is written from. Nothing in it can be null: in Holded a null blanks the field. */
export const contactBody = z.object({
  name: z.string().min(1),
  code: z.string().optional(),
  vat_number: z.string().optional(),
  trade_name: z.string().optional(),
  is_person: z.boolean().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  mobile: z.string().optional(),
  website: z.string().optional(),
  type: z.enum(contactTypes).optional(),
  bill_address: addressBody.optional(),
  custom_fields: customFieldsBody.optional(),
  defaults: z
    .object({
      sales_channel: z.string().optional(),
      expenses_account: z.string().optional(),
      due_days: z.int().optional(),
      payment_day: z.int().optional(),
      payment_method: z.string().optional(),
      discount: z.int().optional(),
      language: z.string().optional(),
      currency: z.string().optional(),
      sales_tax: z.record(z.string(), z.unknown()).optional(),
      purchases_tax: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
});
export type ContactBody = z.infer<typeof contactBody>;

export const createContact = endpoint({
  method: "POST",
  path: "/contacts",
  effect: "creates",
  permission: "contacts:contacts.write",
  body: contactBody.required({ type: true, is_person: true }),
  answer: () => created,
});
