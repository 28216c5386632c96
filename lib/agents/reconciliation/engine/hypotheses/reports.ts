import { type Candidate, type Case } from "@/lib/agents/reconciliation/engine/case";
import { dayOf } from "@/lib/agents/reconciliation/engine/days";
import { type Desk } from "@/lib/agents/reconciliation/engine/desk";
import { type HypothesisKind, type Residual } from "@/lib/agents/reconciliation/engine/model";
import { holds } from "@/lib/agents/reconciliation/engine/references";

const mostDaysApart = 4;
/** A remittance that is named may be paid out this much later. */
const mostDaysNamed = 12;
const longestSales = 7;
/** A report that fits to the cent and by date is worth more than any text. */
const reported = 14;
const shortByOne = 6;

/** Reports beat inference: our own remittances, payouts of card and wallet providers, terminals with a contracted rate. */
export function fromReports(desk: Desk, one: Case): readonly Candidate[] {
  return one.cents <= 0 ? [] : [...remittances(desk, one), ...payouts(desk, one), ...terminals(desk, one)];
}

function remittances(desk: Desk, one: Case): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const remittance of around(desk.reports.remittances, one.day)) {
    const named = holds(one.squashed, remittance.bankRef);
    const apart = Math.abs(one.day - dayOf(remittance.chargeDate));
    if (!named && (apart > mostDaysApart || remittance.accountId !== one.movement.accountId)) continue;
    const documents = liveOf(desk, remittance.documentIds);
    const total = documents.reduce((sum, document) => sum + (desk.books.left[document] ?? 0), 0);
    const bonus = named ? 4 : 0;
    if (total === one.cents && documents.length > 0) found.push(report("remittance", desk, documents, null, reported + bonus));
    else if (named || apart <= mostDaysApart)
      for (const without of documents)
        if (total - (desk.books.left[without] ?? 0) === one.cents)
          found.push(
            report(
              "remittance",
              desk,
              documents.filter((document) => document !== without),
              null,
              shortByOne + bonus,
            ),
          );
  }
  return found;
}

function around<T>(byDay: ReadonlyMap<number, readonly T[]>, day: number): readonly T[] {
  const found: T[] = [];
  for (let at = day - mostDaysNamed; at <= day + mostDaysNamed; at++) for (const one of byDay.get(at) ?? []) found.push(one);
  return found;
}

function payouts(desk: Desk, one: Case): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const payout of desk.reports.payouts.get(one.cents) ?? []) {
    const apart = Math.abs(one.day - dayOf(payout.arrivalDate));
    if (apart > mostDaysApart) continue;
    const documents = liveOf(desk, payout.documentIds);
    if (documents.length !== payout.documentIds.length) continue;
    found.push(
      report(
        "payout",
        desk,
        documents,
        { kind: "psp_fee", cents: -payout.feeCents },
        reported + (holds(one.squashed, payout.provider) ? 3 : 0) - apart,
      ),
    );
  }
  return found;
}

/** Daily totals of neighbouring days of one terminal, less its rate, within a cent. */
function terminals(desk: Desk, one: Case): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const terminal of desk.ledger.surroundings.terminals) {
    const named = holds(one.squashed, terminal.merchantId);
    if (!named && terminal.accountId !== one.movement.accountId) continue;
    const sales = (desk.terminalSales.get(terminal.id) ?? []).filter((document) => {
      const age = one.day - (desk.books.issue[document] ?? 0);
      return (desk.books.left[document] ?? 0) > 0 && age >= 0 && age <= 2 * longestSales;
    });
    for (let from = 0; from < sales.length; from++) {
      let gross = 0;
      for (let to = from; to < sales.length && to < from + longestSales; to++) {
        gross += desk.books.left[sales[to] ?? -1] ?? 0;
        const fee = gross - one.cents;
        if (fee < 0 || Math.abs(fee - Math.round((gross * terminal.feePercent) / 100)) > 1) continue;
        const documents = sales.slice(from, to + 1);
        const age = one.day - (desk.books.issue[documents[documents.length - 1] ?? -1] ?? 0);
        found.push(report("card_settlement", desk, documents, { kind: "card_fee", cents: -fee }, reported + (named ? 4 : 0) - age));
      }
    }
  }
  return found;
}

const liveOf = (desk: Desk, ids: readonly string[]) =>
  ids.map((id) => desk.books.indexOf.get(id) ?? -1).filter((document) => (desk.books.left[document] ?? 0) !== 0);

function report(kind: HypothesisKind, desk: Desk, documents: readonly number[], residual: Residual | null, score: number): Candidate {
  return {
    kind,
    documents,
    cents: documents.map((document) => desk.books.left[document] ?? 0),
    residual,
    score,
    timeless: score,
    who: 0,
    which: 0,
    when: 0,
    isReported: true,
    isContradicted: false,
    isThin: false,
    isGhost: false,
    isOneOfSeveral: false,
  };
}
