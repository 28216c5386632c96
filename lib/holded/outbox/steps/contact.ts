import "server-only";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { checkTaxId } from "@/lib/kernel/tax-id";
import { eachPage, type HoldedClient } from "@/lib/holded/client";
import { createContact, listContacts, searchContacts, type Contact } from "@/lib/holded/endpoints/contacts";
import { codeKeyOf, foldCompanyName } from "@/lib/holded/keys";
import { contactKeys, mayBeSame } from "@/lib/holded/outbox/contact-keys";
import { pause, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import { contactStepsOfOthers } from "@/lib/holded/outbox/made-store";
import { writeOnce } from "@/lib/holded/outbox/write-once";
import type { ContactOfPlan, EnsuredContact as Wanted } from "@/lib/holded/plans/parts";

/** The Holded id of the contact: known, found by tax id, e-mail or name, or created. A contact is never made twice. */
export async function ensureContact(context: RunContext, contact: ContactOfPlan): Promise<StepResult<string>> {
  if (contact.mode === "known") return ok(contact.id);
  const about = { of: contactKeys(contact).join("|") };
  // An edited proposal may name another contact than the one an earlier attempt found.
  const step = context.steps.contact;
  if (step && step.result.of !== about.of) delete context.steps.contact;
  const look = async (): Promise<StepResult<string | null>> => {
    const ours = await madeByOthers(context, contact);
    return !ours.ok || ours.value !== null ? ours : findContact(context.client, contact);
  };
  const write = async () => idOf(await context.client.call(createContact, { body: bodyOf(contact) }));
  return writeOnce(context, { name: "contact", look, write, looksFirst: true, about });
}

/**
 * The contact that another of our pushes made a moment ago, which Holded's lists may not show yet. While nobody knows
 * whether that one was made, this one waits.
 */
async function madeByOthers({ scope, push, readLagMs, callMs, now }: RunContext, contact: Wanted): Promise<StepResult<string | null>> {
  const since = new Date(now().getTime() - readLagMs - callMs);
  const keys = contactKeys(contact);
  const alike = await scope.read((tx) => contactStepsOfOthers(tx, scope, push.id, keys, since));
  const steps = alike.filter((step) => mayBeSame(keys, step.keys));
  const made = steps.find(({ state, id }) => state === "done" && id !== null);
  if (made) return ok(made.id);
  return steps.length > 0 ? pause(readLagMs) : ok(null);
}

function bodyOf({ name, code, countryCode, email, phone, address, postalCode, city, type = "supplier" }: Wanted) {
  const isPerson = code !== null && checkTaxId(code).personType === "person";
  return {
    name,
    type,
    is_person: isPerson,
    ...(code === null ? {} : { code }),
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
    ...billAddress({ country_code: countryCode, address, postal_code: postalCode, city }),
  };
}

/** Only what is known: in Holded a null blanks the field. */
function billAddress(parts: Readonly<Record<string, string | null | undefined>>) {
  const known = Object.entries(parts).filter(([, value]) => value !== null && value !== undefined);
  return known.length === 0 ? {} : { bill_address: Object.fromEntries(known) as Record<string, string> };
}

const idOf = (result: Result<{ readonly id: string }>): Result<string> => (result.ok ? ok(result.value.id) : result);

/** By tax id first, then by e-mail; then by name, where nobody else's tax id or e-mail stands. */
async function findContact(client: HoldedClient, wanted: Wanted): Promise<Result<string | null>> {
  const code = codeKeyOf(wanted.code);
  if (wanted.code !== null && code !== null) {
    for (const written of new Set([wanted.code, code, `ES${code}`])) {
      const found = await client.call(listContacts, { query: { code: written } });
      if (!found.ok) return found;
      const [match] = oldestFirst(found.value.items.filter((one) => codeOf(one) === code));
      if (match) return ok(match.id);
    }
  }
  const email = emailOf(wanted.email);
  if (email !== null) {
    const found = await client.call(listContacts, { query: { email } });
    if (!found.ok) return found;
    const [match] = oldestFirst(found.value.items.filter((one) => emailOf(one.email) === email && isNobodyElse(one, code, email)));
    if (match) return ok(match.id);
  }
  return findByName(client, wanted.name, code, email);
}

const emailOf = (email: string | null | undefined): string | null => email?.trim().toLowerCase() || null;

/** Neither another tax id nor another e-mail: the same name with one of those is another company or person. */
function isNobodyElse(one: Contact, code: string | null, email: string | null): boolean {
  const has = { code: codeOf(one), email: emailOf(one.email) };
  return (code === null || has.code === null || has.code === code) && (email === null || has.email === null || has.email === email);
}

/** Names that need more pages than this to tell apart are too common to go by. */
const maxPages = 5;

async function findByName(client: HoldedClient, name: string, code: string | null, email: string | null): Promise<Result<string | null>> {
  const folded = foldCompanyName(name);
  // The search goes by the beginning of the name as it is written there: the first word survives most spellings.
  const [prefix = name] = name.trim().split(/[\s,.]+/);
  const same: Contact[] = [];
  let isWhole = false;
  const list = (cursor: string | undefined) =>
    client.call(searchContacts, { query: { name: prefix, ...(cursor === undefined ? {} : { cursor }) } });
  for await (const page of eachPage(list, { maxPages })) {
    if (!page.ok) return page;
    isWhole = page.value.next === null;
    same.push(...page.value.items.filter((one) => foldCompanyName(one.name) === folded));
  }
  const [byCode] = oldestFirst(same.filter((one) => code !== null && codeOf(one) === code));
  if (byCode) return ok(byCode.id);
  const candidates = same.filter((one) => (code === null || codeOf(one) === null) && isNobodyElse(one, code, email));
  const [only, ...others] = candidates;
  if (only && others.length === 0) return ok(only.id);
  // Several, or too many to see them all: with a tax id or an e-mail a new one is clear, without them a person has to choose.
  const isUnclear = (others.length > 0 || !isWhole) && code === null && email === null;
  return isUnclear ? refuse("holded.rejected", { why: "contact_ambiguous", contacts: candidates.length }) : ok(null);
}

function codeOf(contact: Contact): string | null {
  return codeKeyOf(contact.code) ?? codeKeyOf(contact.vatNumber);
}

/** Ids of Holded begin with their moment of creation. */
function oldestFirst(contacts: readonly Contact[]): Contact[] {
  return [...contacts].sort((a, b) => (a.id < b.id ? -1 : 1));
}
