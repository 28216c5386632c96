import type { HoldedClient } from "@/lib/holded/client";
import { endpoint } from "@/lib/holded/endpoint";
import { contactBody, getContact, type Contact, type ContactBody } from "@/lib/holded/endpoints/contacts";
import { keepingRaw, mergeUpdate, type RawObject, type Rewrite, type UpdateOptions } from "@/lib/holded/merge-update";
import { ok, type Result } from "@/lib/kernel/result";
import { cannotKeep } from "@/lib/holded/merge-update";

/** What of a contact can be changed. Address and defaults are changed by field too; nothing can be emptied. */
export type ContactChange = Partial<ContactBody>;

/** Changes a contact. Holded's PUT replaces all of it, so all of it is said again. */
export function updateContact(
  client: HoldedClient,
  id: string,
  change: ContactChange,
  options?: UpdateOptions<Contact>,
): Promise<Result<Contact>> {
  return mergeUpdate(client, contacts, id, change, options);
}

const putContact = endpoint({
  method: "PUT",
  path: "/contacts/{id}",
  effect: "changes",
  permission: "contacts:contacts.write",
  body: contactBody,
});

const writable = Object.keys(contactBody.shape) as (keyof ContactBody)[];

const contacts: Rewrite<Contact, ContactChange> = {
  read: (client, id) => client.call(keepingRaw(getContact), { params: { id } }),
  // What a contact is read as is also what it is written as.
  write: ({ raw }, change) => {
    const said = Object.fromEntries(writable.flatMap((name) => sayAgain(name, raw[name], change[name])));
    const body = contactBody.safeParse(said);
    if (!body.success) return cannotKeep(String(body.error.issues[0]?.path.join(".") ?? ""));
    const lost = writable.find((name) => change[name] === undefined && hasLost(raw[name], body.data[name]));
    if (lost !== undefined) return cannotKeep(lost);
    return ok((client, id) => client.call(putContact, { params: { id }, body: body.data }));
  },
  unlike: ({ raw }, change) =>
    (Object.keys(change) as (keyof ContactBody)[]).filter((name) => change[name] !== undefined && !covers(raw[name], change[name])),
  touches: (change) => Object.keys(change),
  volatile: ["updated_at", "client_record", "supplier_record"],
};

function sayAgain(name: string, held: unknown, wanted: unknown): readonly [string, unknown][] {
  if (isMap(wanted)) return [[name, { ...filled(held), ...wanted }]];
  if (wanted !== undefined) return [[name, wanted]];
  const value = isMap(held) ? filled(held) : held;
  return isEmpty(value) ? [] : [[name, numbersOf(name, value)]];
}

/** Days and discounts may come as text and are only taken as numbers. */
function numbersOf(name: string, value: unknown): unknown {
  if (name !== "defaults" || !isMap(value)) return value;
  const numeric = ["due_days", "payment_day", "discount"];
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, numeric.includes(key) && typeof inner === "string" ? Number(inner) : inner]),
  );
}

const isMap = (value: unknown): value is RawObject => typeof value === "object" && value !== null && !Array.isArray(value);

const isEmpty = (value: unknown) =>
  value === null ||
  value === undefined ||
  value === "" ||
  (Array.isArray(value) && value.length === 0) ||
  (isMap(value) && Object.keys(value).length === 0);

const filled = (value: unknown): RawObject =>
  isMap(value) ? Object.fromEntries(Object.entries(value).filter(([, inner]) => !isEmpty(inner))) : {};

/** Whether something that was there did not make it into what is sent. */
function hasLost(held: unknown, said: unknown): boolean {
  if (isEmpty(held)) return false;
  if (isMap(held)) return Object.entries(held).some(([key, inner]) => hasLost(inner, isMap(said) ? said[key] : undefined));
  return isEmpty(said);
}

/** Whether what is held has everything that is wanted. */
function covers(held: unknown, wanted: unknown): boolean {
  if (isMap(wanted))
    return Object.entries(wanted).every(([key, inner]) => inner === undefined || covers(isMap(held) ? held[key] : undefined, inner));
  if (Array.isArray(wanted)) return Array.isArray(held) && wanted.every((one) => held.some((other) => covers(other, one)));
  return isEmpty(wanted) ? isEmpty(held) : String(held) === String(wanted);
}
