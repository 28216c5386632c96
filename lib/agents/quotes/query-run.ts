import "server-only";
import type { ItemQuery } from "@/lib/agents/quotes/inputs";
import { findCustomer, type KnownContact } from "@/lib/agents/quotes/customer-store";
import { searchCatalogue } from "@/lib/agents/quotes/engine/catalogue/search-catalogue";
import { memberFor } from "@/lib/agents/quotes/member-store";
import type { KnownCustomer, LinePrice, QuotedItem } from "@/lib/agents/quotes/model";
import { accountTaxes, loadPricing } from "@/lib/agents/quotes/pricing-store";
import { knownCustomerOf, pricedLine, quotedItemOf } from "@/lib/agents/quotes/reprice";
import { shelfAtHand } from "@/lib/agents/quotes/shelf-store";
import { findQuote, outcomeOf, type Outcome } from "@/lib/agents/quotes/store";
import { holdedClient } from "@/lib/holded/client";
import { estimatePdf } from "@/lib/holded/endpoints/estimates";
import type { HoldedFile } from "@/lib/holded/endpoint";
import { findDocument, findDocuments } from "@/lib/holded/mirror/read-documents";
import { searchMirroredContacts } from "@/lib/holded/store";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import type { CompanyScope } from "@/lib/platform/db/scope";

/** Something of the catalogue with what one sales unit of it costs the customer. */
export type FoundItem = { readonly item: QuotedItem; readonly priced: LinePrice };

/** Items for what somebody types, best first, from the index in memory. Refused: `access.not_found`. */
export async function searchItems(
  scope: CompanyScope,
  actor: Actor,
  { q, customer, limit }: ItemQuery,
): Promise<Result<readonly FoundItem[]>> {
  const member = await scope.read((tx) => memberFor(tx, scope, actor, "read"));
  if (!member.ok) return member;
  if (q === "") return ok([]);
  const shelf = await shelfAtHand(scope);
  const keys = searchCatalogue(shelf.catalogue, q, limit).map(({ key }) => key);
  const pricing = await scope.read((tx) => loadPricing(tx, scope, keys, customer ?? null));
  return ok(
    keys.flatMap((key) => {
      const sold = pricing.items.get(key);
      return sold?.item.active
        ? [{ item: quotedItemOf(sold.item), priced: pricedLine(sold, { quantity: "1", priced: null }, pricing) }]
        : [];
    }),
  );
}

/** Contacts whose name or tax id holds the text, as a quote names them. Refused: `access.not_found`. */
export function searchCustomers(scope: CompanyScope, actor: Actor, text: string): Promise<Result<readonly KnownCustomer[]>> {
  return scope.read(async (tx) => {
    const member = await memberFor(tx, scope, actor, "read");
    if (!member.ok) return member;
    const taxes = await accountTaxes(tx);
    const { prices } = await loadPricing(tx, scope, [], null);
    const found: KnownCustomer[] = [];
    for (const { id } of await searchMirroredContacts(tx, text, 12)) {
      const known = await findCustomer(tx, scope, taxes, id);
      if (known) found.push(knownCustomerOf(known.customer, "person", prices));
    }
    return ok(found);
  });
}

type PastQuote = {
  /** The quote here; null: it was made in Holded. */
  readonly id: string | null;
  readonly holdedId: string;
  readonly number: string | null;
  readonly date: string | null;
  readonly total: string;
  readonly state: Outcome;
};

export type CustomerPanel = {
  readonly customer: KnownCustomer;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: string | null;
  readonly address: string | null;
  /** Days until payment, as the contact is set in Holded; null: not set. */
  readonly dueDays: number | null;
  readonly categoryDiscounts: readonly { readonly category: string; readonly percent: string }[];
  /** How many prices were agreed with the customer, and how many part numbers of theirs are known. */
  readonly agreed: number;
  readonly references: number;
  readonly lastQuotes: readonly PastQuote[];
  readonly lastInvoices: readonly { readonly number: string | null; readonly date: string | null; readonly total: string }[];
};

/** A customer with conditions and last quotes. Refused: `access.not_found`. */
export function customerPanel(scope: CompanyScope, actor: Actor, contactId: string): Promise<Result<CustomerPanel>> {
  return scope.read(async (tx) => {
    const member = await memberFor(tx, scope, actor, "read");
    if (!member.ok) return member;
    const known = await findCustomer(tx, scope, await accountTaxes(tx), contactId);
    if (!known) return refuse("access.not_found");
    const { prices } = await loadPricing(tx, scope, [], null);
    const estimates = await findDocuments(tx, "estimate", { contactId, limit: 5 });
    const lastQuotes: PastQuote[] = [];
    for (const { id: holdedId, number, date, total, status } of estimates) {
      const own = await tx.proposal.findFirst({
        where: { companyId: scope.companyId, environment: scope.environment, kind: "quote", holdedId },
        orderBy: { createdAt: "desc" },
        select: { id: true },
      });
      const state =
        (await outcomeOf(tx, scope, holdedId)) ?? (status === "completed" ? "accepted" : status === "cancelled" ? "rejected" : "open");
      lastQuotes.push({ id: own?.id ?? null, holdedId, number, date, total, state });
    }
    const invoices = await findDocuments(tx, "invoice", { contactId, limit: 3 });
    return ok({
      ...panelOf(known, knownCustomerOf(known.customer, "person", prices)),
      lastQuotes,
      lastInvoices: invoices.map(({ number, date, total }) => ({ number, date, total })),
    });
  });
}

function panelOf({ customer: known, contact }: KnownContact, customer: KnownCustomer): Omit<CustomerPanel, "lastQuotes" | "lastInvoices"> {
  const { address, defaults } = contact;
  const lines = [address?.address, [address?.postalCode, address?.city].filter(Boolean).join(" ")].filter((line) => line);
  return {
    customer,
    email: known.emails[0] ?? null,
    phone: known.phones[0] ?? null,
    language: known.language,
    address: lines.length === 0 ? null : lines.join(", "),
    dueDays: defaults?.dueDays ?? null,
    categoryDiscounts: Object.entries(known.categoryDiscounts).map(([category, percent]) => ({ category, percent })),
    agreed: Object.keys(known.agreedPrices).length,
    references: Object.keys(known.references).length,
  };
}

/** What stands in Holded of a quote. */
export type EstimateView = {
  readonly estimateId: string;
  /** Holded gives some accounts no number before the customer accepts. */
  readonly number: string | null;
  readonly total: string | null;
  readonly outcome: Outcome;
  /** Sendings that a person approved, the newest first; `settled`: Holded took it. */
  readonly sendings: readonly { readonly id: string; readonly state: string; readonly to: readonly string[]; readonly at: string }[];
  /** The newest quote of the same estimate, where it is not this one. */
  readonly revisedBy: string | null;
};

/** The estimate that a quote became, with what Holded says of it; null: it is not there yet. Refused: `access.not_found`. */
export function estimateOf(scope: CompanyScope, actor: Actor, id: string): Promise<Result<EstimateView | null>> {
  return scope.read(async (tx) => {
    const member = await memberFor(tx, scope, actor, "read");
    if (!member.ok) return member;
    const quote = await findQuote(tx, scope, id);
    if (!quote) return refuse("access.not_found");
    if (quote.holdedId === null) return ok(null);
    const estimate = await findDocument(tx, "estimate", quote.holdedId);
    const sendings = await tx.$queryRaw<{ id: string; state: string; to: string[]; at: Date }[]>`
      SELECT id, state, ARRAY(SELECT jsonb_array_elements_text(payload->'to')) AS "to", coalesce(settled_at, created_at) AS at FROM proposal
      WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment} AND kind = 'quote_send'
        AND payload->>'estimateId' = ${quote.holdedId} ORDER BY created_at DESC, id LIMIT 20`;
    const [later] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM proposal WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment} AND kind = 'quote'
        AND payload->'revises'->>'estimateId' = ${quote.holdedId} AND id <> ${quote.id}::uuid AND state NOT IN ('rejected', 'withdrawn')
        AND created_at > (SELECT created_at FROM proposal o WHERE o.company_id = ${scope.companyId}::uuid AND o.environment = ${scope.environment} AND o.id = ${quote.id}::uuid)
      ORDER BY created_at DESC, id LIMIT 1`;
    return ok({
      estimateId: quote.holdedId,
      number: estimate?.number ?? null,
      total: estimate?.total ?? null,
      outcome: (await outcomeOf(tx, scope, quote.holdedId)) ?? "open",
      sendings: sendings.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
      revisedBy: later?.id ?? null,
    });
  });
}

/** The PDF that Holded makes of a quote. Refused: `access.not_found`, `proposal.not_open` while there is none, and as a call is. */
export async function quotePdf(scope: CompanyScope, actor: Actor, id: string): Promise<Result<HoldedFile>> {
  const found = await scope.read(async (tx) => {
    const member = await memberFor(tx, scope, actor, "read");
    return member.ok ? ok(await findQuote(tx, scope, id)) : member;
  });
  if (!found.ok) return found;
  if (!found.value) return refuse("access.not_found");
  const { holdedId, state } = found.value;
  if (holdedId === null) return refuse("proposal.not_open", { state });
  return holdedClient(scope, { purpose: "person", proposalId: id }).call(estimatePdf, { params: { id: holdedId } });
}
