import type { CorpusName } from "./corpus";
import { percent, wilson, type Goal, type Share } from "./report";
import { linesF1, together, type Score, type ScoreGroup } from "./score";

export type Measured = {
  readonly name: CorpusName;
  readonly score: Score;
  /** Issuers that were worked with, and those set aside. */
  readonly halves: readonly [Score, Score];
  /** Ordinary digital Spanish invoices called clear. */
  readonly ordinary: Share;
};

const six = ["number", "issueDate", "supplierTaxId", "netTotal", "vat", "total"] as const;
const labels: Readonly<Record<string, string>> = {
  number: "número",
  issueDate: "fecha",
  supplierTaxId: "NIF del proveedor",
  netTotal: "neto",
  vat: "IVA por tipo",
  total: "total",
};

type Figure = (scores: Readonly<Partial<Record<CorpusName, Score>>>) => Share | number | null | undefined;

/** What is asked of the reading, over the groups that were measured. */
export function readingGoals(measured: readonly Measured[]): Goal[] {
  const scores = (pick: (one: Measured) => Score) => Object.fromEntries(measured.map((one) => [one.name, pick(one)]));
  const [all, work, heldOut] = [scores(({ score }) => score), scores(({ halves }) => halves[0]), scores(({ halves }) => halves[1])];
  const goal = (name: string, asked: number, figure: Figure): Goal => ({
    name,
    value: valueOf(figure(all)),
    shown: shownOf(figure(all)),
    goal: asked,
    direction: "at least",
    halves: [shownOf(figure(work)), shownOf(figure(heldOut))],
  });
  const clear = together(measured.flatMap(({ score }) => kindsOf(score)));
  const right: Share = [clear.clearRight, clear.clear];
  const ordinary: Share = [
    measured.reduce((sum, one) => sum + one.ordinary[0], 0),
    measured.reduce((sum, one) => sum + one.ordinary[1], 0),
  ];
  return [
    ...six.map((field) => goal(`PDF digital: ${labels[field]}`, 0.97, ({ invoices }) => digital(invoices)?.fields[field] ?? null)),
    goal("PDF digital: los seis en un documento", 0.92, ({ invoices }) => digital(invoices)?.whole ?? null),
    goal("PDF digital: líneas F1", 0.9, ({ invoices }) => f1Of(digital(invoices))),
    goal("press digital: los seis en un documento", 0.92, ({ press }) => digital(press)?.whole ?? null),
    goal("press digital: líneas F1", 0.92, ({ press }) => f1Of(digital(press))),
    goal("press digital: retención", 0.97, ({ press }) => digital(press)?.fields["withholding"] ?? null),
    goal("parecidos que no son factura", 0.97, ({ press }) => press && [press.lookAlikes.recognised, press.lookAlikes.documents]),
    goal("facturas electrónicas: todos los campos", 1, ({ invoices }) => everything(invoices?.groups["xml"])),
    ...six.map((field) => goal(`escaneos y fotos: ${labels[field]}`, 0.9, (one) => pictures(one).fields[field] ?? null)),
    goal("tiques: fecha", 0.85, ({ invoices }) => invoices?.groups["receipt"]?.fields["issueDate"] ?? null),
    goal("tiques: total", 0.85, ({ invoices }) => invoices?.groups["receipt"]?.fields["total"] ?? null),
    {
      name: "dadas por claras: todo lo que se contabiliza, bien",
      value: valueOf(right),
      shown: `${shownOf(right)} [${wilson(right)
        .map((end) => (100 * end).toFixed(1))
        .join("–")}]`,
      goal: 0.995,
      direction: "at least",
    },
    {
      name: "digitales españolas corrientes dadas por claras",
      value: valueOf(ordinary),
      shown: shownOf(ordinary),
      goal: 0.7,
      direction: "at least",
    },
  ];
}

/** Printouts of XML stylesheets are no invoices that anybody sends; the table shows them apart. */
const digital = (score: Score | undefined): ScoreGroup | undefined => score?.groups["digital-pdf, ordinary"];
const f1Of = (group: ScoreGroup | undefined): number | null => (group ? linesF1(group) : null);
const kindsOf = ({ groups }: Score): ScoreGroup[] => Object.entries(groups).flatMap(([name, group]) => (/[/ ]/.test(name) ? [] : [group]));

const pictures = (scores: Readonly<Partial<Record<CorpusName, Score>>>): ScoreGroup =>
  together(Object.values(scores).flatMap(({ groups }) => [groups["scan"], groups["photo"]].flatMap((group) => group ?? [])));

/** Every judged value of every field, and every line. */
function everything(group: ScoreGroup | undefined): Share | null {
  if (!group) return null;
  const shares = Object.values(group.fields);
  const { hit, gold } = group.lines;
  return [shares.reduce((sum, [hits]) => sum + hits, hit), shares.reduce((sum, [, all]) => sum + all, gold)];
}

function valueOf(figure: Share | number | null | undefined): number | null {
  if (figure === null || figure === undefined || typeof figure === "number") return figure ?? null;
  return figure[1] === 0 ? null : figure[0] / figure[1];
}

function shownOf(figure: Share | number | null | undefined): string {
  if (figure === null || figure === undefined) return "–";
  return typeof figure === "number" ? `${(100 * figure).toFixed(1)} %` : `${percent(figure)} (${figure[0]}/${figure[1]})`;
}
