import { z } from "zod";
import { created, endpoint, pageOf, paging, phpObject, text } from "@/lib/holded/endpoint";

const defaults = phpObject(z.object({ expenses_account: text, due_days: z.union([z.number(), z.string()]).nullish() }));

/** A person or company of the address book, as far as we use it. */
export const contact = z
  .object({
    id: z.string().min(1),
    name: text,
    code: text,
    vat_number: text,
    trade_name: text,
    type: text,
    iban: text,
    defaults: defaults.optional(),
    updated_at: text,
  })
  .transform((raw) => ({
    id: raw.id,
    name: raw.name ?? "",
    code: raw.code,
    vatNumber: raw.vat_number,
    tradeName: raw.trade_name,
    type: raw.type,
    iban: raw.iban,
    /** Holded id of the expense account that Holded itself would take. */
    expenseAccountId: raw.defaults?.expenses_account ?? null,
    updatedAt: raw.updated_at,
  }));
export type Contact = z.infer<typeof contact>;

/** `code` is an exact filter on the tax id as it is written in Holded. */
export const listContacts = endpoint({
  method: "GET",
  path: "/contacts",
  effect: "reads",
  permission: "contacts:contacts.read",
  query: paging.extend({ code: z.string().optional() }),
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

export const createContact = endpoint({
  method: "POST",
  path: "/contacts",
  effect: "creates",
  permission: "contacts:contacts.write",
  body: z.object({
    name: z.string().min(1),
    code: z.string().optional(),
    type: z.enum(["client", "debtor", "supplier", "creditor", "lead"]),
    is_person: z.boolean(),
    bill_address: z.object({ country_code: z.string() }).optional(),
  }),
  answer: () => created,
});
