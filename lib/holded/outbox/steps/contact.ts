import "server-only";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { checkTaxId } from "@/lib/kernel/tax-id";
import { eachPage, type HoldedClient } from "@/lib/holded/client";
import { createContact, listContacts, searchContacts, type Contact } from "@/lib/holded/endpoints/contacts";
import { codeKeyOf, foldCompanyName } from "@/lib/holded/keys";
import type { RunContext, StepResult } from "@/lib/holded/outbox/context";
import { writeOnce } from "@/lib/holded/outbox/write-once";
import type { PurchasePlan } from "@/lib/holded/push-plan";

type Wanted = Extract<PurchasePlan["contact"], { mode: "ensure" }>;

/** The Holded id of the supplier: known, found by tax id or name, or created. A supplier is never made twice. */
export async function ensureContact(context: RunContext): Promise<StepResult<string>> {
  const { contact } = context.push.plan;
  if (contact.mode === "known") return ok(contact.id);
  const about = { of: `${contact.code ?? ""}|${contact.name}` };
  // An edited proposal may name another supplier than the one an earlier attempt found.
  const step = context.steps.contact;
  if (step && step.result.of !== about.of) delete context.steps.contact;
  const look = () => findContact(context.client, contact);
  const write = async () => idOf(await context.client.call(createContact, { body: bodyOf(contact) }));
  return writeOnce(context, { name: "contact", look, write, looksFirst: true, about });
}

function bodyOf({ name, code, countryCode }: Wanted) {
  const isPerson = code !== null && checkTaxId(code).personType === "person";
  return {
    name,
    type: "supplier" as const,
    is_person: isPerson,
    ...(code === null ? {} : { code }),
    ...(countryCode === null ? {} : { bill_address: { country_code: countryCode } }),
  };
}

const idOf = (result: Result<{ readonly id: string }>): Result<string> => (result.ok ? ok(result.value.id) : result);

/** By tax id first; then by name, where nobody else's tax id stands. */
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
  return findByName(client, wanted.name, code);
}

/** Names that need more pages than this to tell apart are too common to go by. */
const maxPages = 5;

async function findByName(client: HoldedClient, name: string, code: string | null): Promise<Result<string | null>> {
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
  // Another tax id under the same name is another company.
  const candidates = same.filter((one) => code === null || codeOf(one) === null);
  const [only, ...others] = candidates;
  if (only && others.length === 0) return ok(only.id);
  // Several, or too many to see them all: with a tax id a new one is clear, without it a person has to choose.
  const isUnclear = (others.length > 0 || !isWhole) && code === null;
  return isUnclear ? refuse("holded.rejected", { why: "contact_ambiguous", contacts: candidates.length }) : ok(null);
}

function codeOf(contact: Contact): string | null {
  return codeKeyOf(contact.code) ?? codeKeyOf(contact.vatNumber);
}

/** Ids of Holded begin with their moment of creation. */
function oldestFirst(contacts: readonly Contact[]): Contact[] {
  return [...contacts].sort((a, b) => (a.id < b.id ? -1 : 1));
}
