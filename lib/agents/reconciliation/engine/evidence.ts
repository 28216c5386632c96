import { type Candidate, type Case } from "@/lib/agents/reconciliation/engine/case";
import { type Desk } from "@/lib/agents/reconciliation/engine/desk";
import { type Evidence } from "@/lib/agents/reconciliation/engine/model";
import { naming } from "@/lib/agents/reconciliation/engine/likelihood";
import { type Atom } from "@/lib/agents/reconciliation/engine/text";

/** Why a candidate is proposed, family by family, with the places in the print that the screen underlines. */
export function evidenceOf(desk: Desk, one: Case, candidate: Candidate): readonly Evidence[] {
  return [
    ...whoEvidence(desk, one, candidate),
    ...whichEvidence(desk, one, candidate),
    amountEvidence(desk, one, candidate),
    ...whenEvidence(desk, one, candidate),
  ];
}

type Span = Evidence["span"];

/** From the first to the last of some atoms of one line; none where they stand in a field beside the printed text. */
function spanOf(one: Case, from: number, to: number): Span {
  const first: Atom | undefined = one.atoms[from];
  const last = one.atoms[to - 1];
  if (!first || !last || first.line > one.movement.details.length) return null;
  return { line: first.line, from: first.from, to: last.line === first.line ? last.to : first.to };
}

function whoEvidence(desk: Desk, one: Case, candidate: Candidate): readonly Evidence[] {
  const party = desk.books.party[candidate.documents[0] ?? -1] ?? -1;
  const known = one.who.parties.get(party);
  const name = desk.books.parties[party]?.legalName ?? "";
  if (candidate.isReported) return [];
  if (!known)
    return candidate.who < -2
      ? [{ family: "who", code: "payer_is_other", values: { party: name }, weight: candidate.who, span: null }]
      : [{ family: "who", code: "payer_unknown", values: { party: name }, weight: candidate.who, span: null }];
  const span = known.hit ? spanOf(one, known.hit.from, known.hit.to) : null;
  const code =
    known.source === "iban"
      ? "payer_account"
      : known.source === "learned"
        ? "payer_learned"
        : known.hit?.isWhole
          ? "payer_name"
          : "payer_name_cut";
  return [{ family: "who", code, values: { party: name }, weight: known.llr, span }];
}

function whichEvidence(desk: Desk, one: Case, candidate: Candidate): readonly Evidence[] {
  const found: Evidence[] = [];
  for (const document of candidate.documents) {
    const named = naming(desk, one, document);
    const number = desk.books.documents[document]?.number ?? "";
    if (named.isNamed)
      found.push({
        family: "which",
        code: named.isStrong ? "number_printed" : "number_hinted",
        values: { number },
        weight: named.llr,
        span: placeOf(desk, one, document),
      });
  }
  for (const hit of one.references.hits) {
    if (hit.documents.some((document) => candidate.documents.includes(document))) continue;
    const number = desk.books.documents[hit.documents[0] ?? -1]?.number ?? "";
    found.push({
      family: "which",
      code: "names_another",
      values: { number },
      weight: -Math.abs(candidate.which),
      span: spanOf(one, hit.from, hit.to),
    });
  }
  return found;
}

function placeOf(desk: Desk, one: Case, document: number): Span {
  for (const hit of one.references.hits) if (hit.documents.includes(document)) return spanOf(one, hit.from, hit.to);
  const tail = desk.references.tails[document];
  for (const number of one.references.numbers) if (number.value === tail) return spanOf(one, number.at, number.at + 1);
  for (const month of one.references.months) return spanOf(one, month.at, month.at + 1);
  return null;
}

function amountEvidence(desk: Desk, one: Case, candidate: Candidate): Evidence {
  const cents = Math.abs(one.cents);
  if (candidate.isReported)
    return {
      family: "report",
      code: `report_${candidate.kind}`,
      values: { cents, documents: candidate.documents.length },
      weight: candidate.score,
      span: null,
    };
  const document = candidate.documents[0] ?? -1;
  const same = candidate.documents.length === 1 ? (desk.books.byAmount.get(one.movement.currency)?.get(one.cents)?.length ?? 0) : 0;
  return {
    family: "amount",
    code: `amount_${candidate.kind}`,
    values: {
      cents,
      documents: candidate.documents.length,
      same,
      left: Math.abs(desk.books.left[document] ?? 0),
      residual: candidate.residual?.cents ?? 0,
    },
    weight: candidate.timeless - candidate.who - candidate.which,
    span: null,
  };
}

function whenEvidence(desk: Desk, one: Case, candidate: Candidate): readonly Evidence[] {
  const document = candidate.documents[0] ?? -1;
  if (candidate.isReported) return [];
  const issue = desk.books.issue[document] ?? 0;
  if (one.day < issue)
    return [{ family: "when", code: "before_issue", values: { days: issue - one.day }, weight: candidate.when, span: null }];
  const days = one.day - (desk.books.due[document] ?? issue);
  return [
    {
      family: "when",
      code: days < 0 ? "before_due" : days > 0 ? "after_due" : "on_due",
      values: { days: Math.abs(days) },
      weight: candidate.when,
      span: null,
    },
  ];
}
