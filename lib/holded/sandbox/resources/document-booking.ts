import type { Decimal } from "decimal.js";
import type { Call } from "../handler";
import { exact, toCent, zero } from "../numbers";
import { lineNet, totalsOf } from "../totals";
import { contacts } from "./contacts";
import { kindOf } from "./documents-kinds";
import type { HoldedDocument, Line } from "./documents-model";
import { book, ledgerAccounts, standardAccounts, type EntryType, type Posting } from "./ledger";
import { taxRates } from "./taxes";

/** Types that are booked when they are approved: estimates, proformas and orders are not. */
const booked: Partial<Record<HoldedDocument["type"], { readonly entry: EntryType; readonly reversed: boolean }>> = {
  invoice: { entry: "invoice", reversed: false },
  salesreceipt: { entry: "salesreceipt", reversed: false },
  creditnote: { entry: "creditnote", reversed: true },
  purchase: { entry: "purchase", reversed: false },
  purchaserefund: { entry: "purchaserefund", reversed: true },
};

/** Books an approved document; `takeBack` writes the opposite entry of a cancelled one. */
export function bookDocument(call: Call, document: HoldedDocument, takeBack = false): void {
  const how = booked[document.type];
  if (!how) return;
  const sale = kindOf(document.type).side === "sales";
  // Seen from a purchase: expense and VAT in debit, supplier in credit.
  const sign = (sale ? -1 : 1) * (how.reversed === takeBack ? 1 : -1);
  const name = document.contact_name ?? "";
  book(call.write, {
    date: document.date,
    type: how.entry,
    description: [document.number, name].filter(Boolean).join(" "),
    docDescription: document.description,
    sourceId: document.id,
    postings: postingsOf(call, document, sale).map((one) => ({ ...one, amount: one.amount.times(sign) })),
  });
}

/** The account of suppliers, creditors or customers on the other side of a document or its payment. */
export function counterAccount(call: Call, sale: boolean, contactId: string | null): number {
  if (sale) return standardAccounts.customers[0];
  const type = contactId === null ? null : call.write.in(contacts).get(contactId)?.type;
  return type === "creditor" ? standardAccounts.creditors[0] : standardAccounts.suppliers[0];
}

function postingsOf(call: Call, document: HoldedDocument, sale: boolean): readonly Posting[] {
  const { taxes } = totalsOf(document.lines, document.discountPercent, taxRates(call.write));
  const withheld = taxes.filter((tax) => tax.isNegative()).reduce((sum, tax) => sum.plus(tax), zero);
  // From the document's own sum, which somebody may have changed by hand: an entry is in balance whatever it says.
  const charged = exact(document.tax).minus(withheld);
  const total = exact(document.subtotal).minus(document.discount).plus(document.tax);
  const vat = sale ? standardAccounts.outputVat : standardAccounts.inputVat;
  const withholding = sale ? standardAccounts.withheldByClients : standardAccounts.withheldFromSuppliers;
  return [
    ...netPostings(call, document, sale),
    { account: vat[0], amount: charged },
    { account: withholding[0], amount: withheld },
    { account: counterAccount(call, sale, document.contact_id), amount: total.negated() },
  ];
}

/** The net amount by account; what rounding leaves over goes to the last one. */
function netPostings(call: Call, document: HoldedDocument, sale: boolean): readonly Posting[] {
  const share = exact(100).minus(document.discountPercent).dividedBy(100);
  const nets = new Map<number, Decimal>();
  for (const line of document.lines) {
    const account = accountOf(call, line, sale);
    nets.set(account, (nets.get(account) ?? zero).plus(lineNet(line).times(share)));
  }
  const whole = exact(document.subtotal).minus(document.discount);
  let left = whole;
  const all = [...nets].map(([account, net], index) => {
    const amount = index === nets.size - 1 ? left : toCent(net);
    left = left.minus(amount);
    return { account, amount };
  });
  return all;
}

function accountOf(call: Call, line: Line, sale: boolean): number {
  const chosen = line.account === null ? undefined : call.write.in(ledgerAccounts).get(line.account);
  if (chosen) return chosen.number;
  if (!sale) return standardAccounts.otherExpenses[0];
  return line.type === "service" || line.service_id !== null ? standardAccounts.servicesSold[0] : standardAccounts.goodsSold[0];
}
