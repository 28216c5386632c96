import type { CollectionDefinition } from "../collection";
import { bodyOf, created, noContent, ok, type Call, type Handlers } from "../handler";
import { page, type Page } from "../page";
import { notFound, unprocessable } from "../problem";
import { attachmentHandlers } from "./attachments";
import { keepCustomFields, type CustomField } from "./custom-fields";

export type Address = {
  readonly address?: string | null;
  readonly city?: string | null;
  readonly postal_code?: string | null;
  readonly province?: string | null;
  readonly country?: string | null;
  readonly country_code?: string | null;
  readonly info?: string | null;
};
type Defaults = {
  readonly sales_channel?: string | null;
  readonly expenses_account?: string | null;
  readonly due_days?: number | null;
  readonly payment_day?: number | null;
  readonly payment_method?: string | null;
  readonly discount?: number | null;
  readonly language?: string | null;
  readonly currency?: string | null;
  readonly sales_tax?: object;
  readonly purchases_tax?: object;
};
type Ledger = { readonly num: number; readonly name: string };

export type ContactType = "client" | "debtor" | "supplier" | "creditor" | "lead";

/** What POST and PUT take. */
export type ContactInput = {
  readonly name: string;
  readonly code?: string | null;
  readonly vat_number?: string | null;
  readonly trade_name?: string | null;
  readonly is_person?: boolean;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly mobile?: string | null;
  readonly website?: string | null;
  readonly type?: ContactType | null;
  readonly bill_address?: Address | null;
  readonly custom_fields?: readonly CustomField[];
  readonly defaults?: Defaults | null;
};

export type Contact = Required<Omit<ContactInput, "bill_address" | "defaults">> & {
  readonly id: string;
  readonly bill_address: Address;
  readonly defaults: Defaults;
  /** Not writable through v2. */
  readonly custom_id: string | null;
  readonly iban: string | null;
  readonly swift: string | null;
  readonly group_id: string | null;
  readonly tags: readonly string[];
  readonly created_at: string;
  readonly updated_at: string;
  readonly client_record: Ledger | null;
  readonly supplier_record: Ledger | null;
  /** Out of the lists, but still found by its id. */
  readonly archived?: boolean;
};

export const contacts: CollectionDefinition<Contact> = {
  name: "contacts",
  indexes: {
    code: (contact) => contact.code,
    email: (contact) => contact.email,
    phone: (contact) => contact.phone,
    mobile: (contact) => contact.mobile,
    custom_id: (contact) => contact.custom_id,
  },
};

const filters = ["code", "email", "phone", "mobile", "custom_id"] as const;

export const contactHandlers: Handlers = {
  "GET /contacts": (call) => {
    const reader = call.read.in(contacts);
    const asked = filters.flatMap((name) => (typeof call.query[name] === "string" ? [{ name, value: call.query[name] }] : []));
    const [first] = asked;
    const sorted = first ? reader.by(first.name, first.value) : reader.all();
    return ok(shown(page(call, reader, { sorted, keep: (one) => !one.archived && asked.every(({ name, value }) => one[name] === value) })));
  },
  "GET /contacts/search": (call) => {
    const prefix = searchable(String(call.query["name"] ?? ""));
    const reader = call.read.in(contacts);
    return ok(shown(page(call, reader, { sorted: reader.all(), keep: (one) => !one.archived && searchable(one.name).startsWith(prefix) })));
  },
  "POST /contacts": (call) => {
    const id = call.write.newId();
    call.write.put(contacts, newContact(call, id, bodyOf<ContactInput>(call)));
    return created(id);
  },
  "GET /contacts/{contactId}": (call) => {
    const contact = call.read.in(contacts).get(call.params["contactId"] ?? "");
    if (!contact) throw notFound();
    return ok(shownContact(contact));
  },
  "PUT /contacts/{contactId}": (call) => {
    const old = call.write.in(contacts).get(call.params["contactId"] ?? "");
    if (!old) throw notFound();
    // PUT replaces: what is not sent is lost, except what v2 cannot write at all.
    const { custom_id, iban, swift, group_id, tags, created_at } = old;
    call.write.put(contacts, {
      ...newContact(call, old.id, bodyOf<ContactInput>(call)),
      custom_id,
      iban,
      swift,
      group_id,
      tags,
      created_at,
    });
    return ok({ status: 1 });
  },
  "DELETE /contacts/{contactId}": (call) => {
    const id = call.params["contactId"] ?? "";
    if (!call.write.in(contacts).get(id)) throw notFound();
    call.write.remove(contacts, id);
    return noContent;
  },
  "POST /contacts/bulk-archive": (call) => {
    for (const contact of contactsNamed(call)) call.write.put(contacts, { ...contact, archived: true });
    return noContent;
  },
  "POST /contacts/bulk-delete": (call) => {
    for (const contact of contactsNamed(call)) call.write.remove(contacts, contact.id);
    return noContent;
  },
  ...attachmentHandlers("/contacts/{contactId}", "contactId", "filename", contacts),
};

/** All of them or none. @throws Problem 422 without an id, 404 for one that is unknown */
function contactsNamed(call: Call): readonly Contact[] {
  const ids = [...new Set(bodyOf<{ readonly contact_ids?: readonly string[] }>(call).contact_ids ?? [])];
  if (ids.length === 0) throw unprocessable("contact_ids: at least one is required");
  return ids.map((id) => {
    const contact = call.write.in(contacts).get(id);
    if (!contact) throw notFound();
    return contact;
  });
}

/** Prefix search looks past case. */
const searchable = (name: string): string => name.toLowerCase();

function newContact(call: Call, id: string, input: ContactInput): Contact {
  return contactOf(id, call.now, { ...input, custom_fields: keepCustomFields(call, input.custom_fields) });
}

/** A contact as it is kept, from what POST takes. */
export function contactOf(id: string, now: Date, input: ContactInput): Contact {
  const moment = now.toISOString().replace(/\.\d{3}Z$/, "+00:00");
  return {
    id,
    name: input.name,
    code: input.code ?? null,
    vat_number: input.vat_number ?? null,
    trade_name: input.trade_name ?? null,
    is_person: input.is_person ?? false,
    email: input.email ?? null,
    phone: input.phone ?? null,
    mobile: input.mobile ?? null,
    website: input.website ?? null,
    type: input.type ?? null,
    bill_address: input.bill_address ?? {},
    custom_fields: input.custom_fields ?? [],
    defaults: input.defaults ?? {},
    custom_id: null,
    iban: null,
    swift: null,
    group_id: null,
    tags: [],
    created_at: moment,
    updated_at: moment,
    client_record: null,
    supplier_record: null,
  };
}

const shown = (found: Page<Contact>): Page<unknown> => ({ ...found, items: found.items.map(shownContact) });

function shownContact({ archived: _, ...contact }: Contact): unknown {
  return {
    ...contact,
    bill_address: Object.keys(contact.bill_address).length === 0 ? {} : { ...emptyAddress, ...contact.bill_address },
    client_record: contact.client_record ?? {},
    supplier_record: contact.supplier_record ?? {},
    shipping_addresses: [],
    notes: [],
    contact_persons: [],
    extra_emails: [],
    social_networks: {},
    rate: {},
  };
}

const emptyAddress = { address: null, city: null, postal_code: null, province: null, country: null, country_code: null, info: null };
