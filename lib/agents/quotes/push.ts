import { productOf } from "@/lib/agents/quotes/pricing";
import type { QuoteCustomer, QuoteLine, QuotePayload } from "@/lib/agents/quotes/model";
import words from "@/lib/agents/quotes/printed-words.json";
import type { PlanOf } from "@/lib/holded/push-plan";
import { addAmounts, fromCents, toCents } from "@/lib/kernel/money";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { fixed, formatCents, multiply, percentOf, sum, type Fixed } from "@/lib/language/decimal";

type EstimatePlan = PlanOf<"estimate">;
type Item = EstimatePlan["body"]["items"][number];

/**
 * Everything an approved quote does in Holded, decided before the first call: a new estimate, or a change of the one it
 * revises. Refused: `proposal.incomplete` for what the checks say first. Pure.
 */
export function planQuote(payload: QuotePayload, today: string): Result<EstimatePlan | PlanOf<"estimate_change">> {
  const contact = contactOf(payload.customer);
  if (contact === null) return refuse("proposal.incomplete", { fields: "customer" });
  // What is not in the catalogue was asked about in the answer: there is nothing to estimate.
  const lines = payload.lines.filter((line) => line.type === "title" || line.state !== "not_found");
  const items = lines.map((line) => (line.type === "title" ? title(line.title) : itemOf(line, payload.language)));
  if (!lines.some(({ type }) => type === "item") || items.some((item) => item === null))
    return refuse("proposal.incomplete", { fields: "lines" });
  const kept = items.filter((item) => item !== null);
  const body = {
    date: payload.date ?? today,
    dueDate: payload.validUntil,
    currency: payload.currency,
    language: payload.language,
    printed: printedOf(payload),
    items: kept,
  };
  const expect = expectedOf(payload);
  if (payload.revises === null) return ok({ kind: "estimate", contact, body, attachment: null, expect });
  if (contact.mode !== "known") return refuse("proposal.incomplete", { fields: "customer" });
  const { estimateId, number } = payload.revises;
  return ok({ kind: "estimate_change", estimateId, number, contactId: contact.id, body, expect });
}

function contactOf(customer: QuoteCustomer): EstimatePlan["contact"] | null {
  if (customer.mode === "choose") return null;
  if (customer.mode === "known") return { mode: "known", id: customer.contactId };
  const { name, taxId, email, phone, address, postalCode, city } = customer;
  if (name.trim() === "") return null;
  const said = (text: string | null, least: number) => (text !== null && text.trim().length >= least ? text.trim() : null);
  return {
    mode: "ensure",
    name: name.trim(),
    code: said(taxId, 1),
    countryCode: null,
    email: said(email, 3),
    phone: said(phone, 3),
    ...(said(address, 1) ? { address: address ?? "" } : {}),
    ...(said(postalCode, 1) ? { postalCode: postalCode ?? "" } : {}),
    ...(said(city, 1) ? { city: city ?? "" } : {}),
    type: "client",
  };
}

const title = (name: string): Item => ({ type: "title", name });

/** Holded knows no optional lines: one is printed as a heading with its price, which adds nothing up. */
function itemOf(line: QuoteLine, language: QuotePayload["language"]): Item | null {
  const { item, priced, name, quantity } = line;
  if (item === null || priced === null) return null;
  if (line.isOptional) {
    const discount = Number(priced.discount) === 0 ? "" : ` − ${shownNumber(priced.discount, language)} %`;
    const price = `${shownNumber(quantity, language)} × ${shownNumber(priced.price, language)} €${discount}`;
    return title(
      `${words.optional[language]}: ${name.slice(0, 380)} (${price}, ${words.plusVat[language]} ${shownNumber(priced.vat, language)} %)`,
    );
  }
  const id = productOf(item.key);
  return {
    type: item.kind,
    name,
    description: line.description,
    units: quantity,
    price: priced.price,
    discount: priced.discount,
    taxes: [...priced.taxes],
    productId: item.kind === "product" ? id : null,
    serviceId: item.kind === "service" ? id : null,
    sku: item.sku,
    unitType: null,
  };
}

const shownNumber = (decimal: string, language: QuotePayload["language"]) => (language === "en" ? decimal : decimal.replace(".", ","));

/** What is printed under the lines, in the customer's language. */
function printedOf({ deliveryDate, deliveryPlace, paymentTerms, notes, language }: QuotePayload): string | null {
  const day = deliveryDate?.split("-").toReversed().join("/") ?? null;
  const delivery = [day, deliveryPlace].filter((part) => part !== null && part !== "").join(", ");
  const parts = [
    delivery === "" ? null : `${words.delivery[language]}: ${delivery}`,
    paymentTerms === null || paymentTerms.trim() === "" ? null : `${words.payment[language]}: ${paymentTerms.trim()}`,
    notes === null || notes.trim() === "" ? null : notes.trim(),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join("\n");
}

/**
 * What Holded will add up: nets unrounded until their sum, and each tax on the unrounded nets it stands on. Ours rounds each
 * line first, as it is printed; the two may differ by cents.
 */
function expectedOf(payload: QuotePayload): EstimatePlan["expect"] {
  const counted = payload.lines.flatMap((line) =>
    line.type === "item" && line.priced && !line.isOptional ? [{ ...line.priced, quantity: line.quantity }] : [],
  );
  const nets = counted.map((line) => ({ line, net: netOf(line) }));
  const bases = new Map<string, { readonly rate: string; readonly base: Fixed }>();
  for (const { line, net } of nets)
    line.taxes.forEach((key, index) => {
      const known = bases.get(key);
      bases.set(key, { rate: index === 0 ? line.vat : line.surcharge, base: (known?.base ?? 0n) + net });
    });
  const subtotal = formatCents(sum(nets.map(({ net }) => net)));
  const tax = addAmounts([...bases.values()].map(({ rate, base }) => formatCents(percentOf(base, fixed(rate)))));
  return { subtotal, tax, total: addAmounts([subtotal, tax]) };
}

function netOf({ quantity, price, discount }: { readonly quantity: string; readonly price: string; readonly discount: string }): Fixed {
  const gross = multiply(fixed(quantity), fixed(price));
  return gross - percentOf(gross, fixed(discount));
}

/** Cents by which Holded's total will miss ours; "0.00" when they agree. Pure. */
export function roundingDifference(payload: QuotePayload): string {
  return fromCents(toCents(expectedOf(payload).total) - toCents(payload.totals.total));
}
