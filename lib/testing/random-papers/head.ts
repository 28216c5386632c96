import { addDays, type PlainDate } from "@/lib/kernel/calendar";
import type { Pen } from "./paper-facts";
import type { RandomParty } from "./people";
import { pageHeight, pageWidth, widthOf, type Align } from "./sheet";
import { otherPapers } from "./wording";

const margin = 42;

/** Title, both parties and the data of the paper, in one of many arrangements. Returns where the lines may begin. */
export function printHead(pen: Pen): number {
  const { chance, facts, sheet, manner } = pen;
  const title = titleOf(pen);
  const supplierPlace = chance.word(facts.kind === "receipt" ? "top" : "left|left|left|right|right|foot|labelled");
  const left = margin;
  const right = chance.one([320, 350, 380]);
  const { size } = manner;
  if (facts.kind === "receipt") {
    let y = printParty(pen, facts.supplier, pageWidth / 2, 40, { heading: null, size: size + 3, align: "center" }) + size;
    sheet.put(title, pageWidth / 2, y, { size: size + 1, bold: true }, "center");
    y = printFacts(pen, left, y + 2 * size);
    return facts.customer ? printParty(pen, facts.customer, left, y + size, { heading: manner.label("customer") }) + size : y + size;
  }
  const supplierX = supplierPlace === "right" ? right : left;
  const customerX = supplierPlace === "right" || (supplierPlace === "foot" && chance.is(0.5)) ? left : right;
  const heading = chance.is(0.7) ? manner.label("customer") : null;
  let y = 40;
  if (supplierPlace === "foot") {
    printParty(pen, facts.supplier, left, pageHeight - 70, { heading: null, inLine: true });
    if (chance.is(0.7)) sheet.put(facts.supplier.name, left, y, { size: size + 6, bold: true });
    y += 34;
  } else {
    const isLabelled = supplierPlace === "labelled";
    const end = printParty(pen, facts.supplier, supplierX, y, {
      heading: isLabelled ? manner.label("supplier") : null,
      size: isLabelled ? size : size + chance.whole(0, 7),
    });
    if (isLabelled || (chance.is(0.35) && customerX !== supplierX)) {
      const other = facts.customer
        ? printParty(pen, facts.customer, customerX, y, { heading: isLabelled ? manner.label("customer") : heading })
        : y;
      y = Math.max(end, other) + 14;
      return printTitled(pen, title, y, left);
    }
    y = end + 10;
  }
  const customerEnd = facts.customer ? printParty(pen, facts.customer, customerX, y, { heading }) : y;
  const besideX = customerX === left ? right : left;
  const factsEnd = printTitled(pen, title, y, besideX);
  return Math.max(customerEnd, factsEnd) + 12;
}

function printTitled(pen: Pen, title: string, y: number, x: number): number {
  const { chance, facts, sheet, manner } = pen;
  const size = manner.size + chance.whole(1, 8);
  if (chance.is(0.2)) {
    sheet.put(`${title} ${chance.word("nº|Nº|n.º||")} ${facts.number}`.replace("  ", " "), x, y, { size, bold: true });
    const town = facts.supplier.town.replace(/^[\d-]+ /, "");
    if (chance.is(0.4)) sheet.put(`${town}, ${pen.manner.date(facts.issueDate)}`, x, y + size + 5, { size: manner.size });
    else sheet.put(`${manner.label("date")} ${manner.date(facts.issueDate)}`, x, y + size + 5, { size: manner.size });
    return y + 2 * size + 16;
  }
  sheet.put(title, x, y, { size, bold: true });
  return printFacts(pen, x, y + size + 8);
}

/** Number, dates and references: as phrases, as two columns, or as headings over values. */
function printFacts(pen: Pen, x: number, from: number): number {
  const { chance, facts, sheet, manner } = pen;
  const { size } = manner;
  const isOther = !["invoice", "credit_note", "receipt"].includes(facts.kind);
  const rows: [string, string][] = [["number", facts.number], ["date", manner.date(facts.issueDate)]]; // prettier-ignore
  if (facts.dueDate) rows.push(["due", manner.date(facts.dueDate)]);
  if (chance.is(0.12)) rows.push(["deliveryDate", manner.date(addDays(facts.issueDate as PlainDate, -chance.whole(1, 20)))]);
  if (chance.is(0.1)) {
    const end = addDays(facts.issueDate as PlainDate, -chance.whole(1, 10));
    rows.push(["period", `${manner.date(addDays(end, -29))} - ${manner.date(end)}`]);
  }
  if (chance.is(0.3)) rows.push(["order", `${chance.word("P|PO-|")}${chance.digits(5)}`]);
  if (chance.is(0.2)) rows.push(["note", chance.digits(6)]);
  if (chance.is(0.3)) rows.push(["customerNo", chance.digits(chance.whole(3, 6))]);
  const shown = (chance.is(0.7) ? rows : chance.shuffled(rows)).map(([name, value]) => ({
    label: name === "number" && isOther && chance.is(0.8) ? `${titleOf(pen)} nº` : manner.term(name as "number"),
    value,
  }));
  const style = chance.word("phrase|phrase|columns|headings|headings");
  let y = from;
  if (style === "headings") {
    const step = Math.min(110, ((x < 200 ? 310 : pageWidth - margin) - x) / shown.length);
    const wide = shown.some(({ label, value }) => Math.max(widthOf(label, size), widthOf(value, size)) > step - 8);
    const start = wide ? margin : x;
    const gap = wide ? (pageWidth - 2 * margin) / shown.length : step;
    y = wide ? y + 90 : y;
    shown.forEach(({ label, value }, i) => {
      sheet.put(label, start + i * gap, y, { size, bold: true });
      sheet.put(value, start + i * gap, y + size + 4, { size });
    });
    return y + 2 * size + 10;
  }
  for (const { label, value } of shown) {
    if (style === "phrase") sheet.put(`${label}: ${value}`, x, y, { size });
    else {
      sheet.put(label, x, y, { size });
      sheet.put(value, x + 100, y, { size });
    }
    y += size + 4;
  }
  return y;
}

type PartyStyle = { readonly heading: string | null; readonly size?: number; readonly align?: Align; readonly inLine?: boolean };

function printParty(pen: Pen, party: RandomParty, x: number, from: number, style: PartyStyle): number {
  const { chance, sheet, manner, facts } = pen;
  const { size } = manner;
  const isSupplier = party === facts.supplier;
  const taxId = `${manner.label("taxId")} ${chance.is(0.15) && /^[A-Z]\d/.test(party.taxId) ? `${party.taxId.charAt(0)}-${party.taxId.slice(1)}` : party.taxId}`;
  const contact = isSupplier ? `${manner.label("phone")} ${party.phone}${chance.is(0.5) ? `  info@${party.domain}` : ""}` : null;
  if (style.inLine) {
    const parts = [party.name, taxId, `${party.street}, ${party.town}`, contact ?? ""].join(chance.word(" · | - "));
    sheet.put(parts, x, from, { size: size - 2 });
    return from + size;
  }
  let y = from;
  const line = (text: string, type = size, bold = false) => {
    sheet.put(text, x, y, { size: type, bold }, style.align ?? "left");
    y += type + 3;
  };
  const isInline = style.heading !== null && chance.is(0.3);
  if (style.heading && !isInline) line(style.heading, size, true);
  line(isInline ? `${style.heading} ${party.name}` : party.name, style.size ?? size, style.size !== undefined);
  const rest = [party.street, party.town];
  const lines = chance.is(0.4) ? [taxId, ...rest] : [...rest, taxId];
  for (const text of lines) line(text);
  if (contact && chance.is(0.8)) line(contact);
  return y;
}

function titleOf({ chance, facts, manner }: Pen): string {
  switch (facts.kind) {
    case "invoice":
      return manner.term("invoice");
    case "credit_note":
      return manner.term("credit");
    case "receipt":
      return manner.term("ticket");
    default:
      return chance.word(otherPapers[manner.language][facts.kind]);
  }
}
