import { absolute, cents, divide, fixed, formatFixed, multiply, percentOf, roundCents, type Fixed } from "@/lib/language/decimal";
import { foldText } from "@/lib/language/fold";
import type { LabelKind } from "@/lib/language/label-table";
import type { NumberCandidate } from "./candidates";
import type { Layout, Row, Segment } from "./layout";
import { cellUnder, findRuns, isSummary, type AmountColumn, type Run, type TableHeader } from "./tables";
import type { Labelled, RateMention } from "./tax-rows";
import type { Totals } from "./totals";

export type ReadLine = {
  readonly description: string;
  readonly descriptionFrom: readonly Segment[];
  readonly quantity: Fixed | null;
  readonly unitPrice: Fixed | null;
  readonly discount: Fixed | null;
  readonly net: Fixed;
  readonly rate: Fixed | null;
  readonly from: {
    readonly net: NumberCandidate;
    readonly quantity: NumberCandidate | null;
    readonly unitPrice: NumberCandidate | null;
    readonly discount: NumberCandidate | null;
  };
  /** quantity × price − discount gives the printed amount. */
  readonly multiplies: boolean;
};

export type LineTable = {
  readonly lines: readonly ReadLine[];
  /** What the lines add up to: the net total, the total with tax, or nothing known. */ readonly sumsTo: "net" | "gross" | "other" | null;
};

type Facts = {
  readonly layout: Layout;
  readonly labelled: readonly Labelled[];
  readonly columns: readonly AmountColumn[];
  readonly headers: readonly TableHeader[];
  readonly rates: readonly RateMention[];
  readonly totals: Totals | null;
};

/** The lines whose amounts add up to the net total or, where prices hold tax, to the total; else the likeliest table. */
export function readLines(facts: Facts): LineTable {
  const { totals } = facts;
  const gross = totals
    ? facts.labelled
        .filter((one) => one.hits.some((h) => h.direction === "left" && (h.label.kinds.has("gross") || h.label.kinds.has("base"))))
        .map((one) => one.number.value)
    : [];
  const targets = new Set(totals ? [totals.net, totals.gross, ...gross.filter((g) => absolute(g) > absolute(totals.net) - cents(1))] : []);
  const tables = [...findRuns(facts.columns, targets), ...runsWithCharges(facts, targets)]
    .map((run) => build(facts, run))
    .filter((table) => table.lines.length > 0 && table.score > 0)
    .sort((a, b) => b.score - a.score);
  const [best] = tables;
  if (best) return { lines: best.lines, sumsTo: best.run.sum === totals?.net ? "net" : best.run.sum === totals?.gross ? "gross" : "other" };
  return { lines: unproven(facts), sumsTo: null };
}

/** Lines under a heading that reach the sum only with what is charged or deducted below them: portes, a coupon, a discount. */
function runsWithCharges(facts: Facts, targets: ReadonlySet<Fixed>): Run[] {
  const charges = facts.labelled
    .filter((one) => {
      const first = one.hits[0];
      return (
        one.number.value !== 0n &&
        one.number.decimals === 2 &&
        first?.direction === "left" &&
        first.between === 0 &&
        (first.label.kinds.has("shipping") || first.label.kinds.has("documentDiscount"))
      );
    })
    .slice(0, 4);
  if (charges.length === 0) return [];
  const subsets = charges
    .reduce<Labelled[][]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]])
    .filter((set) => set.length > 0);
  return facts.columns.flatMap((column) => {
    const { header } = column;
    if (!header) return [];
    const under = column.entries.filter((entry) => entry.number.row > header.lastRow && !charges.includes(entry));
    let sum = 0n;
    return under.flatMap((entry, i) => {
      sum += entry.number.value;
      return subsets.flatMap((set): Run[] => {
        const reached = sum + set.reduce((total, one) => total + one.number.value, 0n);
        return targets.has(reached)
          ? [
              {
                column: { header, entries: [...under.slice(0, i + 1), ...set] },
                from: 0,
                to: i + 1 + set.length,
                sum: reached,
                charges: set.length,
              },
            ]
          : [];
      });
    });
  });
}

type Built = { readonly lines: readonly ReadLine[]; readonly run: Run; readonly score: number };

function build(facts: Facts, run: Run): Built {
  const entries = run.column.entries.slice(run.from, run.to);
  const lines = entries.map((entry, i) =>
    readLine(facts, run.column, entry, entries[i - 1]?.number.row ?? -1, entries[i + 1]?.number.row ?? null),
  );
  const described = lines.filter((line) => /\p{L}{2,}/u.test(line.description)).length;
  const multiplied = lines.filter((line) => line.multiplies).length;
  const rightmost = entries.filter(
    (entry) =>
      !facts.labelled.some(
        (o) => o.number.row === entry.number.row && o.number.box[0] > entry.number.box[2] && o.number.decimals === 2 && !o.number.percent,
      ),
  ).length;
  const n = Math.max(1, lines.length);
  const headed = run.column.header && (entries[0]?.number.row ?? 0) - run.column.header.lastRow <= 6 ? 3 : run.column.header ? 1.5 : 0;
  const oneRow = new Set(entries.map((entry) => entry.number.row)).size < entries.length ? 4 : 0;
  const score =
    (described / n) * 4 +
    (multiplied / n) * 3 +
    (rightmost / n) * 1.5 +
    headed +
    Math.min(3, Math.log2(n + 1)) -
    oneRow -
    (described < n * 0.6 ? 4 : 0) +
    (run.sum === facts.totals?.net ? 0.5 : 0) -
    0.7 * run.charges;
  return { lines, run, score: n === 1 && !run.column.header && multiplied === 0 ? score - 4 : score };
}

/** No run adds up: everything under the heading down to the first summary. */
function unproven(facts: Facts): ReadLine[] {
  const best = facts.columns
    .filter((column) => column.header)
    .map((column) => {
      const header = column.header;
      const stop = facts.labelled
        .filter((one) => header && one.number.row > header.lastRow && isSummary(facts.layout, one) && one.hits[0]?.direction === "left")
        .map((one) => one.number.row);
      const lastPage = stop.at(-1) ?? Infinity;
      const entries = column.entries.filter(
        (one) => header && one.number.row > header.lastRow && one.number.row < (stop[0] ?? Infinity) && one.number.row < lastPage,
      );
      return { column, entries };
    })
    .sort((a, b) => b.entries.length - a.entries.length)[0];
  if (!best) return [];
  return best.entries
    .map((entry, i) => readLine(facts, best.column, entry, best.entries[i - 1]?.number.row ?? -1, best.entries[i + 1]?.number.row ?? null))
    .filter((line) => /\p{L}{2,}/u.test(line.description));
}

function readLine(facts: Facts, column: AmountColumn, entry: Labelled, previousRow: number, nextRow: number | null): ReadLine {
  const { layout } = facts;
  const row = layout.rows[entry.number.row];
  const header = headerOver(facts, column, entry);
  const beside = facts.labelled
    .map((l) => l.number)
    .filter((n) => n.row === entry.number.row && n !== entry.number && n.end - n.start <= 3);
  const left = beside.filter((n) => n.box[2] <= entry.number.box[0] + 1);
  const factors = chooseFactors(entry.number, left, header);
  const own = row ? descriptionIn(row, entry.number, factors, header) : [];
  const segments = [...own, ...around2(facts, entry, own, previousRow, nextRow, header)];
  const description = segments
    .map((part) => part.text)
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
  return {
    description: description.slice(0, 2000),
    descriptionFrom: segments.map((part) => part.segment),
    quantity: factors.quantity?.value ?? factors.derivedQuantity,
    unitPrice: factors.price?.value ?? null,
    discount: factors.discount ? absolute(factors.discount.value) : null,
    net: entry.number.value,
    rate: rateOf(facts, entry.number, beside, header),
    from: { net: entry.number, quantity: factors.quantity, unitPrice: factors.price, discount: factors.discount },
    multiplies: factors.multiplies,
  };
}

/** The nearest heading above on the page; pages without their own use the one that the column began with. */
function headerOver(facts: Facts, column: AmountColumn, entry: Labelled): TableHeader | null {
  const own = facts.headers
    .filter((h) => h.lastRow < entry.number.row && h.page === entry.number.page && cellUnder(h, entry.number.box, ["amount"]))
    .at(-1);
  return own ?? column.header;
}

type Factors = {
  readonly quantity: NumberCandidate | null;
  readonly price: NumberCandidate | null;
  readonly discount: NumberCandidate | null;
  readonly derivedQuantity: Fixed | null;
  readonly multiplies: boolean;
};

/** Which numbers before the amount are quantity, price and discount: those that multiply to it, those under the right heading first. */
function chooseFactors(amount: NumberCandidate, left: readonly NumberCandidate[], header: TableHeader | null): Factors {
  const under = (n: NumberCandidate): ReadonlySet<LabelKind> => (header ? (cellUnder(header, n.box)?.kinds ?? new Set()) : new Set());
  const prior = (n: NumberCandidate, kind: LabelKind): number => {
    const kinds = under(n);
    if (kinds.has(kind)) return kinds.has("description") ? 0.5 : 2;
    return kinds.size === 0 ? 0 : kinds.has("description") || kinds.has("reference") ? -1.5 : -1;
  };
  let best: (Factors & { score: number }) | null = null;
  const usable = left.slice(-9);
  for (const quantity of usable.filter((n) => !n.percent)) {
    for (const price of usable.filter((n) => n !== quantity && !n.percent && !overlaps(n, quantity))) {
      const plain = multiply(quantity.value, price.value);
      const discounts = [
        null,
        ...usable.filter((n) => n !== quantity && n !== price && n.value !== 0n && absolute(n.value) < fixed("100") && n.decimals <= 2),
      ];
      for (const discount of discounts) {
        const expected = discount ? plain - percentOf(plain, absolute(discount.value)) : plain;
        const miss = absolute(roundCents(expected) - roundCents(amount.value));
        const tolerance = price.decimals <= 3 ? slack(quantity.value, price.decimals) : cents(1);
        if (miss > tolerance || expected === 0n) continue;
        const score =
          prior(quantity, "quantity") +
          prior(price, "unitPrice") +
          (discount ? prior(discount, "discount") + (discount.percent ? 0.5 : -0.5) : 0.3) +
          (quantity.box[0] < price.box[0] ? 0.4 : 0) +
          (price.decimals >= 2 ? 0.3 : 0) +
          (quantity.currency ? -1 : 0) +
          (miss === 0n ? 0.6 : 0);
        if (!best || score > best.score) best = { quantity, price, discount, derivedQuantity: null, multiplies: true, score };
      }
    }
  }
  if (best && best.score > -1.5) return best;
  const quantity = usable.filter((n) => prior(n, "quantity") >= 2 && !n.percent).at(-1) ?? null;
  const price = usable.filter((n) => prior(n, "unitPrice") >= 2 && !n.percent && n !== quantity).at(-1) ?? null;
  const discount = usable.filter((n) => prior(n, "discount") >= 2 && n !== quantity && n !== price).at(-1) ?? null;
  if (quantity || price) return { quantity, price, discount, derivedQuantity: null, multiplies: false };
  const alone = usable.find((n) => n.value === amount.value && n.decimals === 2) ?? null;
  const times = usable.find((n) => /^(?:[x×]\d+|\d+[x×])$/iu.test(n.text)) ?? null;
  const leading =
    times ??
    usable.find(
      (n) =>
        n.segment.words[0]?.text === n.text &&
        n.start === 0 &&
        n.decimals === 0 &&
        n.value < fixed("1000") &&
        n.segment.box[0] <= Math.min(...usable.map((u) => u.box[0])) &&
        /\p{L}{2}/u.test(n.segment.text),
    ) ??
    null;
  return { quantity: leading, price: alone, discount: null, derivedQuantity: null, multiplies: false };
}

/** A price printed with few decimals may hide half of its last one, times the quantity. */
function slack(quantity: Fixed, decimals: number): Fixed {
  const half = decimals <= 2 ? fixed("0.005") : fixed("0.0005");
  const hidden = multiply(absolute(quantity), half);
  return hidden < cents(1) ? cents(1) : hidden > cents(3) ? cents(3) : hidden;
}

const overlaps = (a: NumberCandidate, b: NumberCandidate): boolean => a.segment === b.segment && a.start < b.end && b.start < a.end;

type Part = { readonly text: string; readonly segment: Segment };

/** The words of the line that are neither its numbers nor its reference. */
function descriptionIn(row: Row, amount: NumberCandidate, factors: Factors, header: TableHeader | null): Part[] {
  const used = [factors.quantity, factors.price, factors.discount, amount].filter((n): n is NumberCandidate => n !== null);
  return row.segments.flatMap((segment) => {
    if (segment.box[0] > amount.box[2] + 2) return [];
    const cell = header ? cellUnder(header, segment.box) : null;
    const numeric = segment.words.every((word) =>
      /^[\d.,%€$£+\-−–/x×*()]+$|^(?:EUR|USD|kWh|kW|kg|ud|uds|u|h|m2|m3|ml|pk|rl|UD|UM|H|PCE)\.?$/u.test(word.text),
    );
    if (numeric && !(cell?.kinds.has("description") && /\d{3}/.test(segment.text) === false)) return [];
    if (cell && cell.kinds.has("unit") && segment.words.length === 1) return [];
    const words = segment.words.filter((_, i) => !used.some((n) => n.segment === segment && i >= n.start && (i < n.end || n === amount)));
    const text = words.map((word) => word.text).join(" ");
    return /\p{L}/u.test(text) ? [{ text, segment }] : [];
  });
}

/** Text of the same item on the lines around: before it where the line itself has none, else wrapped below it. */
function around2(
  facts: Facts,
  entry: Labelled,
  own: readonly Part[],
  previousRow: number,
  nextRow: number | null,
  header: TableHeader | null,
): Part[] {
  const { layout } = facts;
  const row = layout.rows[entry.number.row];
  if (!row) return [];
  const height = Math.max(4, entry.number.box[3] - entry.number.box[1]);
  const hasWords = own.some((part) => /\p{L}{3,}/u.test(part.text.replace(/\b(?:kg|EUR|€\/kg|x)\b/gu, "")));
  const free = (r: Row | undefined): r is Row =>
    r !== undefined &&
    r.page === row.page &&
    !facts.labelled.some((l) => l.number.row === r.index && l.number.decimals === 2 && Math.abs(l.number.box[2] - entry.number.box[2]) < 3);
  if (!hasWords) {
    const before = layout.rows[entry.number.row - 1];
    const isItem =
      free(before) && before.index > previousRow && before.index > (header?.lastRow ?? -1) && row.box[1] - before.box[3] < 1.5 * height;
    return isItem
      ? before.segments
          .filter((s) => /\p{L}{2}/u.test(s.text))
          .slice(0, 2)
          .map((segment) => ({ text: segment.text, segment }))
      : [];
  }
  const anchor = own[0]?.segment.box;
  const parts: Part[] = [];
  let last = row;
  const end = nextRow === null ? row.index + 4 : needsTitle(layout.rows[nextRow]) ? nextRow - 1 : nextRow;
  for (let at = row.index + 1; anchor && at < end && parts.length < 4; at++) {
    const below = layout.rows[at];
    if (!free(below) || below.box[1] - last.box[3] > 0.75 * height) break;
    const segment = below.segments.find((s) => own.some((part) => s.box[0] > part.segment.box[0] - 4 && s.box[0] < part.segment.box[2]));
    if (!segment || below.segments.length > 3 || isHeading(segment.text)) break;
    parts.push({ text: segment.text, segment });
    last = below;
  }
  return parts;
}

/** A line of nothing but quantity, unit and price: its name stands on the line before. */
const needsTitle = (row: Row | undefined): boolean =>
  row !== undefined && !/\p{L}{3,}/u.test(row.text.replace(/\b(?:kg|EUR|uds?|x)\b/giu, ""));

/** Delivery notes and orders head the lines that follow; they are no part of the line before. */
const isHeading = (text: string): boolean =>
  /^(?:albaran|pedido|entrega|obra|comanda|albara|lieferschein|commande|order|delivery|linea|suma|total|subtotal)\b/.test(foldText(text));

function rateOf(facts: Facts, amount: NumberCandidate, beside: readonly NumberCandidate[], header: TableHeader | null): Fixed | null {
  const rows = facts.totals?.rows ?? [];
  const rates = new Set(rows.map((row) => row.rate));
  if (rates.size === 1) return [...rates][0] ?? null;
  const printed = beside.find((n) => rates.has(n.value) && (n.percent || (header && cellUnder(header, n.box)?.kinds.has("rate"))));
  if (printed) return printed.value;
  return legendRate(facts, amount);
}

/** A letter or digit behind the amount that the tax table explains: "A 21,00 %". */
function legendRate(facts: Facts, amount: NumberCandidate): Fixed | null {
  const row = facts.layout.rows[amount.row];
  const code = row?.segments
    .flatMap((s) => s.words)
    .filter((word) => word.box[0] >= amount.box[2] - 1 && /^[A-Z*]$|^\d$/.test(word.text))
    .at(-1)?.text;
  if (!code) return null;
  for (const taxRow of facts.totals?.rows ?? []) {
    const legend = facts.layout.rows[taxRow.base.number.row]?.segments.flatMap((s) => s.words)[0]?.text;
    if (legend === code) return taxRow.rate;
  }
  return null;
}

/** The price as printed, else what the quantity leaves of the net. */
export function unitPriceOf(line: ReadLine): string | null {
  if (line.unitPrice !== null) return formatFixed(line.unitPrice);
  if (line.quantity === null || line.quantity === 0n) return null;
  return formatFixed(roundCents(divide(line.net, line.quantity)));
}
