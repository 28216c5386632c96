import { marginWarning } from "@/lib/agents/quotes/engine/margin";
import type { QuoteFacts } from "@/lib/agents/quotes/facts";
import type { QuoteLine, QuotePayload } from "@/lib/agents/quotes/model";
import { roundingDifference } from "@/lib/agents/quotes/push";
import { reprice } from "@/lib/agents/quotes/reprice";
import type { Reason } from "@/lib/kernel/evidence";
import { fixed } from "@/lib/language/decimal";
import type { Risk, Standing } from "@/lib/review/model";

/**
 * All reasons that stand for a quote now. Runs after every edit and before every approval: prices, items and the customer
 * are compared with what Holded's local copy says by then, so that nothing old is approved unseen. Pure.
 */
export function reviewQuote(payload: QuotePayload, facts: QuoteFacts, before: readonly Reason[]): readonly Reason[] {
  const reasons = [
    ...before.filter(({ code }) => code === "duplicate.file"),
    ...requestReasons(payload, facts),
    ...customerReasons(payload, facts),
    ...lineReasons(payload, facts),
    ...sumReasons(payload, facts),
  ];
  return reasons.sort((a, b) => rank[a.level] - rank[b.level]);
}

const rank = { block: 0, doubt: 1, info: 2, good: 3 } as const;

/** What is only told, and asks nobody to look. */
const harmless: ReadonlySet<string> = new Set(["line.product_twice"]);

function requestReasons({ warnings, revises, validUntil, date }: QuotePayload, { twin, revised, today }: QuoteFacts): Reason[] {
  const reasons: Reason[] = warnings.map(({ code, text }) => ({
    code,
    level: harmless.has(code) ? "info" : "doubt",
    path: "request",
    detail: { text: text.slice(0, 200) },
  }));
  if (twin)
    reasons.push({
      code: "duplicate.request",
      level: "doubt",
      path: "request",
      detail: { id: twin.id, title: twin.title, date: twin.received },
    });
  if (revises) reasons.push({ code: "quote.revises", level: "info", path: "revises", detail: { number: revises.number ?? "–" } });
  if (revises && revised !== null)
    reasons.push({ code: `quote.revised_${revised}`, level: "block", path: "revises", detail: { number: revises.number ?? "–" } });
  if (validUntil !== null && validUntil < (date ?? today))
    reasons.push({ code: "quote.validity_over", level: "block", path: "validUntil", detail: { date: validUntil } });
  return reasons;
}

function customerReasons({ customer }: QuotePayload, { pricing }: QuoteFacts): Reason[] {
  const path = "customer";
  switch (customer.mode) {
    case "choose":
      return [{ code: "customer.choose", level: "block", path, detail: { count: customer.candidates.length } }];
    case "new":
      return customer.name.trim() === ""
        ? [{ code: "customer.missing", level: "block", path }]
        : [{ code: "customer.new", level: "doubt", path, detail: { name: customer.name } }];
    case "known": {
      if (pricing.customer?.id !== customer.contactId)
        return [{ code: "customer.gone", level: "block", path, detail: { name: customer.name } }];
      const isGuess = customer.foundBy === "domain" || customer.foundBy === "name";
      return [{ code: `customer.by_${customer.foundBy}`, level: isGuess ? "doubt" : "good", path, detail: { name: customer.name } }];
    }
  }
}

function lineReasons(payload: QuotePayload, facts: QuoteFacts): Reason[] {
  const items = payload.lines.filter(({ type }) => type === "item");
  // What is not sold is asked about in the answer and left out of the estimate: something has to be in it.
  if (!items.some((line) => line.type === "item" && line.state !== "not_found"))
    return [{ code: "lines.none", level: "block", path: "lines" }];
  const now = reprice(payload, facts.pricing);
  return payload.lines.flatMap((line, index) => {
    const fresh = now.lines[index];
    return line.type === "title" || fresh?.type !== "item" ? [] : ofLine(line, fresh, `lines.${index}`, facts);
  });
}

const shown = (line: QuoteLine) => (line.asked?.words ?? line.name).slice(0, 120);

function ofLine(line: QuoteLine, fresh: QuoteLine, path: string, facts: QuoteFacts): Reason[] {
  const detail = { words: shown(line) };
  if (line.state !== "matched" || line.item === null)
    return [
      line.state === "choose"
        ? { code: "line.choose", level: "block", path, detail }
        : { code: "line.not_found", level: "doubt", path, detail },
    ];
  const reasons: Reason[] = [];
  const sold = facts.pricing.items.get(line.item.key);
  if (!sold) return [{ code: "item.gone", level: "block", path, detail: { name: line.item.name } }];
  const name = { name: sold.item.name.slice(0, 120) };
  if (!sold.item.active) reasons.push({ code: "item.inactive", level: "block", path, detail: name });
  if (fixed(line.quantity) === 0n) reasons.push({ code: "line.no_quantity", level: "block", path: `${path}.quantity`, detail: name });
  if (line.quantityDoubt !== null)
    reasons.push({
      code: line.quantityDoubt,
      level: "doubt",
      path: `${path}.quantity`,
      detail: { ...name, said: line.asked?.said ?? "–" },
    });
  return [...reasons, ...ofPrice(line, fresh, `${path}.priced`, facts)];
}

function ofPrice(line: QuoteLine, fresh: QuoteLine, path: string, { pricing, marginLimit }: QuoteFacts): Reason[] {
  const { priced, item, quantity } = line;
  if (!priced || !fresh.priced || !item) return [{ code: "price.missing", level: "block", path, detail: { words: shown(line) } }];
  const reasons: Reason[] = [];
  const detail = { name: item.name.slice(0, 120) };
  const add = (code: string, level: Reason["level"], more: Readonly<Record<string, string>> = {}) =>
    reasons.push({ code, level, path, detail: { ...detail, ...more } });
  const isOther = priced.price !== fresh.priced.price || priced.discount !== fresh.priced.discount;
  if (isOther) add("price.changed", "block", { was: priced.price, now: fresh.priced.price, discount: fresh.priced.discount });
  else if (
    priced.vat !== fresh.priced.vat ||
    priced.surcharge !== fresh.priced.surcharge ||
    priced.taxes.join() !== fresh.priced.taxes.join() ||
    priced.net !== fresh.priced.net
  )
    add("price.taxes_changed", "block", { was: priced.vat, now: fresh.priced.vat });
  if (fresh.priced.taxes.length === 0) add("price.tax_missing", "block", { rate: fresh.priced.vat, surcharge: fresh.priced.surcharge });
  if ((pricing.items.get(item.key)?.taxes.length ?? 0) === 0 && (pricing.customer?.regime ?? "general") === "general")
    add("price.tax_assumed", "doubt", { rate: fresh.priced.vat });
  if (fixed(priced.price) === 0n) add("price.zero", "doubt");
  if (priced.rule === "person" && priced.rulePrice !== null && priced.rulePrice !== priced.price)
    add("price.by_person", "info", { ours: priced.rulePrice, price: priced.price });
  const claimed = line.asked?.claimed;
  if (claimed && !isGranted(claimed, priced))
    add("price.claimed", "doubt", { claimed: claimed.amount, ours: claimed.kind === "price" ? priced.price : `${priced.discount} %` });
  const warning = marginWarning({ quantity, price: priced.price, discount: priced.discount, cost: item.cost }, marginLimit);
  if (warning === "below_cost") add("price.below_cost", "doubt", { cost: item.cost ?? "" });
  if (warning === "below_limit") add("price.below_limit", "doubt", { cost: item.cost ?? "", limit: `${marginLimit ?? ""} %` });
  if (item.stock !== null && fixed(item.stock) < fixed(quantity)) add("stock.short", "info", { stock: item.stock, quantity });
  return reasons;
}

/** What the customer says to pay is what the line says, or more. */
function isGranted(claimed: NonNullable<NonNullable<QuoteLine["asked"]>["claimed"]>, priced: NonNullable<QuoteLine["priced"]>): boolean {
  if (!/^\d{1,12}(?:\.\d{1,8})?$/u.test(claimed.amount)) return false;
  const said = fixed(claimed.amount);
  return said === fixed(claimed.kind === "price" ? priced.price : priced.discount);
}

function sumReasons(payload: QuotePayload, { pricing }: QuoteFacts): Reason[] {
  const { totals } = reprice(payload, pricing);
  const isOther = totals.total !== payload.totals.total || totals.base !== payload.totals.base;
  if (isOther)
    return [{ code: "totals.changed", level: "block", path: "totals", detail: { was: payload.totals.total, now: totals.total } }];
  const difference = roundingDifference(payload);
  return difference === "0.00" ? [] : [{ code: "quote.rounding_differs", level: "info", path: "totals", detail: { difference } }];
}

/** Nothing blocks and nothing is doubtful: a person may approve it unread. */
export function standingOfQuote(reasons: readonly Reason[]): Standing {
  return reasons.some(({ level }) => level === "doubt" || level === "block") ? "needs_review" : "clear";
}

/** A quote binds nobody to pay and can be withdrawn: what is sold below cost or under orders of a text is the worst of it. */
export function riskOfQuote(reasons: readonly Reason[]): Risk {
  return standingOfQuote(reasons) === "clear" ? "low" : "medium";
}
