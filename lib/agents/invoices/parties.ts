import type { Box } from "@/lib/kernel/evidence";
import { normalizeTaxId } from "@/lib/kernel/tax-id";
import { foldText } from "@/lib/language/fold";
import { findTaxIds } from "@/lib/language/tax-ids";
import { companyNameIn, endsInLegalForm, foldName, isLegalForm, nameLikeness } from "@/lib/language/names";
import { findTitle } from "@/lib/language/document-kinds";
import type { LabelKind } from "@/lib/language/label-table";
import { findLabels } from "@/lib/language/labels";
import type { Candidates } from "./candidates";
import { heightOf, overlapX, type Layout, type Segment } from "./layout";
import { labelBox } from "./relate";
import type { TaxIdCandidate } from "./tax-id-candidate";

export type ReadParty = { readonly name: string | null; readonly nameFrom: readonly Segment[]; readonly taxId: TaxIdCandidate | null };
export type Parties = {
  readonly supplier: ReadParty;
  readonly customer: ReadParty;
  /** How clearly supplier and customer part: difference of their scores, or the score itself with one party only. */
  readonly margin: number;
  /** The customer's tax id is one of our own. */
  readonly customerIsOurs: boolean;
};
export type PartyContext = { readonly ownTaxIds: readonly string[]; readonly ownNames: readonly string[] };

/** A code of letters and digits that stands alone in the block of a name: perhaps a tax id of a form we do not know. */
function idOfUnknownForm(layout: Layout, name: Segment | undefined): TaxIdCandidate | null {
  if (!name) return null;
  const height = Math.max(6, name.box[3] - name.box[1]);
  for (const row of layout.rows.slice(name.row + 1, name.row + 9)) {
    const segment = row.segments.find(
      (s) => s.page === name.page && Math.abs(s.box[0] - name.box[0]) < 2 * height && s.box[1] - name.box[3] < 9 * height,
    );
    const label = segment?.labels.find((l) => l.kinds.has("taxId"));
    const word = label ? segment?.words[label.end] : segment?.words.length === 1 ? segment.words[0] : undefined;
    const text = word?.text.replace(/[-.]/g, "") ?? "";
    if (!segment || !word || !/^(?=(?:.*\d){3})(?=.*[A-Za-z])[A-Za-z0-9]{8,15}$/.test(text) || (segment.labels.length > 0 && !label))
      continue;
    return {
      taxId: text.toUpperCase(),
      valid: false,
      labelled: label !== undefined,
      proof: "none",
      country: null,
      start: 0,
      end: 0,
      page: segment.page,
      row: segment.row,
      box: word.box,
      text: word.text,
      segment,
      startWord: segment.words.indexOf(word),
    };
  }
  return null;
}

type Scored = {
  readonly taxId: TaxIdCandidate;
  readonly score: number;
  readonly labelled: boolean;
  readonly ours: boolean;
  /** Of the place that speaks most of the receiver. */
  readonly lowest: number;
  /** One of its places is in the letterhead. */
  readonly heads: boolean;
};

/** Tells the issuer from the receiver by labels, own tax ids, registry and contact data, place on the page and logo. */
export function findParties(layout: Layout, candidates: Candidates, context: PartyContext): Parties {
  const own = new Set(context.ownTaxIds.map(normalizeTaxId));
  const groups = new Map<string, TaxIdCandidate[]>();
  for (const t of candidates.taxIds)
    if (t.valid || t.country === "ES" || own.has(t.taxId) || t.labelled) groups.set(t.taxId, [...(groups.get(t.taxId) ?? []), t]);
  const logo = logoText(layout);
  const scored = [...groups]
    .map(([id, places]) => scoreTaxId(layout, candidates, id, places, own.has(id), logo))
    .sort((a, b) => b.score - a.score);
  const usable = scored.filter((s) => s.taxId.valid || s.labelled || s.score > 1.5 || s.ours);
  const suppliers = usable.filter((s) => !s.ours);
  const customerIsKnown = usable.some((s) => s.ours || s.lowest <= -1.8);
  let supplier = (customerIsKnown ? overFoot(layout, suppliers) : suppliers[0]) ?? null;
  let customer = usable.filter((s) => s !== supplier).sort((a, b) => Number(b.ours) - Number(a.ours) || a.score - b.score)[0] ?? null;
  if (supplier && !customer && supplier.score < -1.5) [supplier, customer] = [null, supplier];
  const customerName = nameOf(layout, customer?.taxId ?? null, "customer", null, logo);
  const supplierName = nameOf(layout, supplier?.taxId ?? null, "supplier", customerName.name, logo);
  const foundTaxId = supplier?.taxId ?? idOfUnknownForm(layout, supplierName.nameFrom[0]);
  const rival = suppliers.find((s) => s !== supplier && s !== customer && s.labelled && s.score > 0);
  const isOnlyParty = !customer && layout.pages.every((page) => page.width < 330);
  const ahead =
    isOnlyParty && supplier
      ? supplier.score + 2.5
      : supplier && customer
        ? customer.ours
          ? 6
          : supplier.score - customer.score
        : supplier
          ? supplier.score + 1
          : 0;
  const margin = supplier && rival ? Math.min(ahead, supplier.score - rival.score) : ahead;
  return {
    supplier: { ...supplierName, taxId: foundTaxId },
    customer: { ...customerName, taxId: customer?.taxId ?? idOfUnknownForm(layout, customerName.nameFrom[0]) },
    margin,
    customerIsOurs: customer?.ours ?? false,
  };
}

/** A labelled id in the letterhead stands for the issuer before another one in the foot: that of a group, a factor, a template. */
function overFoot(layout: Layout, suppliers: readonly Scored[]): Scored | undefined {
  const [first] = suppliers;
  const page = layout.pages.find((p) => p.number === first?.taxId.page);
  if (!first || first.heads || !page || first.taxId.box[1] < 0.8 * page.height) return first;
  return suppliers.find((s) => s.heads && s.labelled && s.score > 0) ?? first;
}

const isInLetterhead = (layout: Layout, place: TaxIdCandidate): boolean =>
  place.page === layout.pages[0]?.number && place.box[1] < 0.35 * layout.pages[0].height && place.box[0] < 0.5 * layout.pages[0].width;

function scoreTaxId(
  layout: Layout,
  candidates: Candidates,
  id: string,
  places: readonly TaxIdCandidate[],
  ours: boolean,
  logo: string,
): Scored {
  let best = { score: -Infinity, place: places[0] as TaxIdCandidate };
  let total = 0;
  let lowest = Infinity;
  for (const place of places) {
    const score = scorePlace(layout, candidates, place, logo);
    lowest = Math.min(lowest, score);
    total += score;
    if (Math.abs(score) > Math.abs(best.score) || best.score === -Infinity) best = { score, place };
  }
  const tbai = layout.segments.some((s) => s.text.includes(`TBAI-${id}-`)) ? 6 : 0;
  const labelled = places.some((place) => place.labelled);
  // Whose an id is, its place and label say; a wrong check digit only makes a bare code less likely to be an id at all.
  const score = best.score + (total - best.score) * 0.25 + tbai - (best.place.valid || labelled ? 0 : 1.5);
  return {
    taxId: best.place,
    score: ours ? -20 : score,
    lowest,
    labelled,
    ours,
    heads: places.some((place) => isInLetterhead(layout, place)),
  };
}

/** Positive where the surroundings speak of the issuer, negative where they speak of the receiver. */
function scorePlace(layout: Layout, candidates: Candidates, place: TaxIdCandidate, logo: string): number {
  const page = layout.pages.find((p) => p.number === place.page);
  if (!page) return 0;
  let score = roleByLabels(layout, place);
  const near = neighbourhood(layout, place);
  const kinds = new Set(near.flatMap((segment) => segment.labels.flatMap((label) => [...label.kinds])));
  const text = near.map((segment) => segment.text).join(" ");
  if (kinds.has("registry")) score += 2.5;
  if (kinds.has("phone")) score += 0.8;
  if (/@|www\./i.test(text)) score += 0.8;
  if (kinds.has("account") && candidates.ibans.some((iban) => near.some((s) => s.row === iban.row))) score += 0.8;
  const y = place.box[1] / page.height;
  const x = (place.box[0] + place.box[2]) / 2 / page.width;
  if (place.box[3] - place.box[1] > 1.5 * (place.box[2] - place.box[0])) score += 2.5;
  else if (y > 0.82) score += 1.8;
  else if (y < 0.4) score += (0.45 - x) * 1.6 + (0.2 - y) * 1.5;
  const name = nameNear(near, place) ?? "";
  if (logo && (name ? nameLikeness(name, logo) > 0.55 : near.some((segment) => segment.text === logo && isLarge(layout, segment))))
    score += 1.5;
  if (domainMatches(layout, name)) score += 1.5;
  const countries = new Set(candidates.ibans.map((i) => i.iban.slice(0, 2)));
  if (place.country && place.country !== "ES" && countries.has(place.country)) score += 1;
  return score;
}

/** Party labels before the id in its phrase, to its left, or heading its block. */
function roleByLabels(layout: Layout, place: TaxIdCandidate): number {
  const role = (kinds: ReadonlySet<LabelKind>): number =>
    kinds.has("supplier") && !kinds.has("customer")
      ? 1
      : kinds.has("customer") && !kinds.has("supplier")
        ? -1
        : kinds.has("shipTo") && !kinds.has("supplier")
          ? -0.7
          : 0;
  const folded = foldText(place.segment.text);
  if (
    /\b(?:your (?:vat|tax)|kunde|nif cliente|cif cliente|nif del cliente|cif del cliente|customer (?:vat|tax)|su nif|su cif|vat client|tva client|ihre ust)/.test(
      folded,
    )
  )
    return -5;
  let score = 0;
  const row = layout.rows[place.row];
  for (const segment of row?.segments ?? []) {
    if (segment.box[0] > place.box[0] + 2) continue;
    const own = segment === place.segment;
    for (const label of segment.labels) {
      if (own ? label.end > place.startWord : headsBlock(layout, segment, label.end)) continue;
      const gap = place.segment.box[0] - labelBox(segment, label)[2];
      if (own || (gap < 0.35 * (layout.pages[0]?.width ?? 600) && isPartyLabel(segment, label.start)))
        score = role(label.kinds) * 4 || score;
    }
  }
  if (score) return score;
  const height = Math.max(5, heightOf({ text: place.text, box: place.box, size: 0, bold: false, confidence: 1 }));
  const anchor = place.segment.box;
  for (let at = place.row - 1; at >= 0; at--) {
    const above = layout.rows[at];
    if (!above || above.page !== place.page || place.box[1] - above.box[3] > 9 * height) break;
    for (const segment of above.segments) {
      const sameColumn = Math.abs(segment.box[0] - anchor[0]) < 3 * height || overlapX(segment.box, anchor) > 0.3;
      if (!sameColumn) continue;
      for (const label of segment.labels) {
        const value = role(label.kinds);
        if (value && isPartyLabel(segment, label.start))
          return value * (headsColumns(above.segments) ? 2.2 : Math.max(1.5, 4 - (place.box[1] - above.box[3]) / height / 4));
      }
    }
  }
  return headerRowRole(layout, place);
}

/** A label alone over lines that begin where it begins speaks of those, and not of what stands to its right. */
function headsBlock(layout: Layout, segment: Segment, labelEnd: number): boolean {
  const height = Math.max(5, segment.box[3] - segment.box[1]);
  const next = layout.rows[segment.row + 1];
  if (labelEnd < segment.words.length || next?.page !== segment.page) return false;
  return next.segments.some(
    (s) =>
      Math.abs(s.box[0] - segment.box[0]) < height &&
      s.box[1] - segment.box[3] < 1.5 * height &&
      !s.labels.some((l) => l.start === 0 && (l.kinds.has("customer") || l.kinds.has("supplier") || l.kinds.has("shipTo"))),
  );
}

/** "CLIENTE | C.I.F. | NUM. FACTURA" over one line of values: the id is the customer's. */
function headerRowRole(layout: Layout, place: TaxIdCandidate): number {
  for (let at = place.row - 1; at >= Math.max(0, place.row - 3); at--) {
    const above = layout.rows[at];
    if (!above || above.page !== place.page) break;
    const labels = above.segments.flatMap((s) => s.labels);
    const over = above.segments.find((s) => overlapX(s.box, place.box) > 0.2 && s.labels.some((l) => l.kinds.has("taxId")));
    if (
      over &&
      labels.some((l) => l.kinds.has("customer") || l.kinds.has("otherRef")) &&
      labels.some((l) => l.kinds.has("number") || l.kinds.has("issueDate"))
    )
      return -3;
  }
  return 0;
}

const headsColumns = (segments: readonly Segment[]): boolean => segments.filter((s) => s.labels.length > 0).length >= 4;

/** A party label opens its phrase; "cliente" inside a sentence is a word. */
const isPartyLabel = (segment: Segment, start: number): boolean =>
  start === 0 || /:$/.test(segment.words[start - 1]?.text ?? "") || segment.words.length <= 4;

/** The phrases of the block a tax id stands in: same column, lines close by, up to the label that heads it. */
function neighbourhood(layout: Layout, place: TaxIdCandidate): Segment[] {
  const height = Math.max(6, place.box[3] - place.box[1]);
  const near: Segment[] = [place.segment];
  for (const step of [-1, 1]) {
    let last = place.segment.box;
    for (let at = place.row + step; at >= 0 && at < layout.rows.length && near.length <= 12; at += step) {
      const row = layout.rows[at];
      if (!row || row.page !== place.page) break;
      const gap = step < 0 ? last[1] - row.box[3] : row.box[1] - last[3];
      if (gap > 1.9 * height) break;
      const segment = row.segments.find((s) => inColumn(s.box, place.segment.box, height));
      if (!segment) continue;
      const between = step < 0 ? last[1] - segment.box[3] : segment.box[1] - last[3];
      const heads = segment.labels.some(
        (l) => l.start === 0 && (l.kinds.has("customer") || l.kinds.has("supplier") || l.kinds.has("shipTo")),
      );
      if (between > 1.9 * height || isOtherId(segment, place) || (step > 0 && heads)) break;
      near.push(segment);
      last = segment.box;
      if (heads) break;
    }
  }
  return near;
}

const isOtherId = (segment: Segment, place: TaxIdCandidate): boolean =>
  segment !== place.segment && findTaxIds(segment.text).some((found) => found.valid && found.taxId !== place.taxId);

function inColumn(a: Box, b: Box, height: number): boolean {
  return (
    Math.abs(a[0] - b[0]) < height ||
    Math.abs(a[2] - b[2]) < height ||
    Math.abs(a[0] + a[2] - b[0] - b[2]) < 2 * height ||
    overlapX(a, b) > 0.9
  );
}

function nameNear(near: readonly Segment[], place: TaxIdCandidate): string | null {
  const before = place.segment.words
    .slice(0, place.startWord)
    .map((w) => w.text)
    .join(" ");
  return companyNameIn(before) ?? near.map((s) => companyNameIn(s.text)).find((name) => name !== null) ?? null;
}

function nameOf(
  layout: Layout,
  taxId: TaxIdCandidate | null,
  role: "supplier" | "customer",
  notThis: string | null,
  logo: string,
): { name: string | null; nameFrom: readonly Segment[] } {
  const differs = (name: string | null): name is string =>
    name !== null && name.length > 2 && (!notThis || nameLikeness(name, notThis) < 0.9);
  const found = (name: string, nameFrom: readonly Segment[]) => ({ name: tidyName(name), nameFrom });
  if (taxId) {
    const inline = inlineName(taxId);
    if (differs(inline)) return found(inline, [taxId.segment]);
    const block = blockName(layout, taxId);
    if (block && differs(block.name)) return found(block.name, block.segments);
  }
  const line = taxId ? firstLineOf(layout, taxId) : null;
  const isPerson = taxId !== null && /^\d{8}[A-Z]$|^[XYZKLM]\d{7}[A-Z]$/.test(taxId.taxId);
  if (line && differs(line.name) && (role === "customer" || isPerson)) return found(line.name, line.segments);
  const labelled = labelledName(layout, role);
  if (labelled && differs(labelled.name)) return found(labelled.name, labelled.segments);
  if (role === "customer") return { name: null, nameFrom: [] };
  const company = companies(layout).find((c) => differs(c.name));
  if (company) return found(company.name, [company.segment]);
  const top = logoName(layout, logo);
  if (top?.isLarge && differs(top.name)) return found(top.name, top.segments);
  if (line && differs(line.name)) return found(line.name, line.segments);
  return top && differs(top.name) ? found(top.name, top.segments) : { name: null, nameFrom: [] };
}

/** The large words on top, with the legal form that stands alone under them. */
function logoName(layout: Layout, logo: string): { name: string; segments: Segment[]; isLarge: boolean } | null {
  const top = layout.segments.find((s) => s.page === 1 && s.text === logo);
  if (!top || (findTitle(top.text)?.before ?? 2) < 2 || isOnlyLabel(top)) return null;
  const form = layout.segments.find(
    (s) => s.page === 1 && isLegalForm(s.text) && overlapX(s.box, top.box) > 0.5 && s.box[1] >= top.box[3] - 2 && s.box[1] - top.box[3] < 1.2 * sizeOf(top),
  ); // prettier-ignore
  return {
    name: form ? `${top.text} ${form.text}` : top.text,
    segments: form ? [top, form] : [top],
    isLarge: isLarge(layout, top),
  };
}

/** Clearly larger than the common type of the paper. */
function isLarge(layout: Layout, segment: Segment): boolean {
  const heights = layout.segments.map(sizeOf).sort((a, b) => a - b);
  return sizeOf(segment) > 1.25 * (heights[Math.floor(heights.length / 2)] ?? 0);
}

const isOnlyLabel = (segment: Segment): boolean => segment.labels.some((l) => l.start === 0 && l.end === segment.words.length);

/** "Rotulación Rueda y Nadal, S.L. · NIF/CIF B93689958", "Cliente: Estructuras Alvidur, S.L. – B77028645". */
function inlineName(taxId: TaxIdCandidate): string | null {
  const label = taxId.segment.labels.filter((l) => l.kinds.has("taxId") && l.end <= taxId.startWord).at(-1);
  const words = taxId.segment.words.slice(0, label ? label.start : taxId.startWord).map((w) => w.text);
  const text = words
    .join(" ")
    .replace(
      /^(?:cliente|client|customer|titular|arrendador|arrendatario|emisor|proveedor|destinatario|sold to|bill to|nombre|datos del? \p{L}+)\s*:\s*/iu,
      "",
    )
    .replace(/[\s·|–—,;:(-]+$/u, "");
  if (!/\p{L}{3,}/u.test(text)) return null;
  const company = companyNameIn(text);
  if (company) return company;
  const part = text.split(/\s[·|–—•]\s|;|:\s/u)[0] ?? text;
  return words.length <= 7 && looksLikeName(part) ? part : null;
}

/** The line of the block that is a name: with a legal form, joined with the line it was wrapped from, else its first. */
function blockName(layout: Layout, taxId: TaxIdCandidate): { name: string; segments: Segment[] } | null {
  const block = neighbourhood(layout, taxId)
    .filter((s) => s !== taxId.segment)
    .sort((a, b) => a.row - b.row);
  const above = block.filter((s) => s.row < taxId.row);
  const below = block.filter((s) => s.row > taxId.row);
  for (const [part, order] of [
    [above, above.toReversed()],
    [below, below],
  ] as const) {
    for (const segment of order) {
      const previous = part[part.indexOf(segment) - 1];
      const next = part[part.indexOf(segment) + 1];
      if (isLegalForm(segment.text) && previous && looksLikeName(previous.text))
        return { name: `${previous.text} ${segment.text}`, segments: [previous, segment] };
      const company = companyNameIn(segment.text);
      if (!company || findTitle(segment.text)?.before === 0) continue;
      if (next && isLegalForm(next.text) && !endsInLegalForm(segment.text))
        return { name: `${segment.text} ${next.text}`, segments: [segment, next] };
      if (previous && isWrapped(previous, segment, company))
        return { name: `${stripLabel(previous, previous.text)} ${company}`, segments: [previous, segment] };
      return { name: stripLabel(segment, company), segments: [segment] };
    }
  }
  return null;
}

/** The first line of the block that could be a name, where none has a legal form: persons, and firms that print none. */
function firstLineOf(layout: Layout, taxId: TaxIdCandidate): { name: string; segments: Segment[] } | null {
  const block = neighbourhood(layout, taxId)
    .filter((s) => s !== taxId.segment)
    .sort((a, b) => a.row - b.row);
  const ordered = [...block.filter((s) => s.row < taxId.row), ...block.filter((s) => s.row > taxId.row)];
  const first = ordered.find((s) => looksLikeName(stripLabel(s, s.text)) && !s.labels.some((l) => l.kinds.has("number")));
  return first ? { name: stripLabel(first, first.text), segments: [first] } : null;
}

/** The line before is the first half of the name: it ends in a joining word, or is of the same large type. */
function isWrapped(previous: Segment, segment: Segment, company: string): boolean {
  if (
    Math.abs(previous.box[0] - segment.box[0]) > 4 ||
    !looksLikeName(previous.text) ||
    endsInLegalForm(previous.text) ||
    company.split(" ").length > 4
  )
    return false;
  if (/(?:,| y| i| e| de| del| &| la| los| las)$/iu.test(previous.text.trim())) return true;
  const close = segment.box[1] - previous.box[3] < 0.9 * sizeOf(segment);
  const short = company.split(" ").length <= 2 || company.split(/[\s,]+/).length <= 3;
  return close && short && Math.abs(sizeOf(previous) - sizeOf(segment)) < 0.4 && previous.labels.length === 0 && previous.words.length <= 5;
}

function labelledName(layout: Layout, role: "supplier" | "customer"): { name: string; segments: Segment[] } | null {
  for (const segment of layout.segments) {
    for (const label of segment.labels) {
      if (!label.kinds.has(role) || !isPartyLabel(segment, label.start) || label.start > 1) continue;
      const rest = segment.words
        .slice(label.end)
        .map((w) => w.text)
        .join(" ")
        .replace(/^[:\s]+/, "");
      if (/:/.test(segment.words[label.end - 1]?.text ?? "") && looksLikeName(rest))
        return { name: companyNameIn(rest) ?? rest, segments: [segment] };
      if (label.end < segment.words.length) continue;
      const right = layout.rows[segment.row]?.segments.find(
        (s) => s.box[0] > segment.box[2] && s.box[0] - segment.box[2] < 120 && looksLikeName(s.text) && companyNameIn(s.text),
      );
      if (right) return { name: companyNameIn(right.text) ?? right.text, segments: [right] };
      const height = Math.max(5, segment.box[3] - segment.box[1]);
      const below = layout.rows
        .slice(segment.row + 1, segment.row + 5)
        .flatMap((row) => row.segments)
        .find(
          (s) =>
            s.page === segment.page &&
            Math.abs(s.box[0] - segment.box[0]) < 3 * height &&
            s.box[1] - segment.box[3] < 5 * height &&
            looksLikeName(stripLabel(s, s.text)),
        );
      if (below) return { name: companyNameIn(stripLabel(below, below.text)) ?? stripLabel(below, below.text), segments: [below] };
    }
  }
  return null;
}

/** Phrases with a legal form, in the order of how issuers print themselves: high and left first. */
function companies(layout: Layout): { name: string; segment: Segment }[] {
  return layout.segments.flatMap((segment) => {
    const name = companyNameIn(segment.text);
    return name && !segment.labels.some((l) => l.kinds.has("customer") && l.start === 0) && segment.words.length < 14
      ? [{ name, segment }]
      : [];
  });
}

function stripLabel(segment: Segment, printed: string): string {
  const text = printed.replace(/^(?:nombre|raz[oó]n social|nom|name|raison sociale|firma|nome|empresa|company)\s*:\s*/iu, "");
  const first = segment.labels[0];
  if (!first || first.start !== 0 || !(["supplier", "customer", "shipTo"] as const).some((kind) => first.kinds.has(kind))) return text;
  const rest = segment.words
    .slice(first.end)
    .map((w) => w.text)
    .join(" ");
  return /\p{L}{3,}/u.test(rest) && /:$/.test(segment.words[first.end - 1]?.text ?? "") ? rest : text;
}

const addressWords =
  /^c\/|^(?:calle|avda|avenida|av\.|plaza|pza|paseo|ronda|camino|carrer|carretera|ctra|pol\.|poligono|rua|rue|via|street|strasse|road|km|apartado|tel|tfno|telf|movil|fax|nif|cif|email|e-mail|correo|www|http|iban|pag|page|hoja|fecha|date|data|at\.|att)\b/i;

const notNames: readonly LabelKind[] = ["companyId", "taxId", "phone", "account", "dueDate", "otherRef", "registry"];

function looksLikeName(text: string): boolean {
  const clean = text.trim();
  if (clean.length < 3 || clean.length > 90 || !/\p{L}{2,}/u.test(clean) || /@|www\.|https?:/i.test(clean)) return false;
  if (addressWords.test(foldText(clean)) || /^\d/.test(clean) || /\d{5}/.test(clean)) return false;
  if (isLegalForm(clean) || (clean.includes(")") && !clean.includes("("))) return false;
  const [label] = findLabels(clean.split(/\s+/));
  if (
    label &&
    label.start === 0 &&
    label.end === clean.split(/\s+/).length &&
    (label.kinds.has("customer") || label.kinds.has("supplier") || label.kinds.has("shipTo"))
  )
    return false;
  if (label && label.start === 0 && !endsInLegalForm(clean) && notNames.some((kind) => label.kinds.has(kind))) return false;
  return findTitle(clean)?.before !== 0;
}

const tidyName = (name: string): string =>
  name
    .replace(/^(?:nombre|raz[oó]n social|nom|name|raison sociale|firma|nome|empresa|company)\s*:\s*/iu, "")
    .replace(/\s+/g, " ")
    .replace(/^[\s·|–—:,-]+|[\s·|–—:,;(-]+$/gu, "")
    .replace(/\s?[–—]\s*(?:NIF|CIF).*$/u, "")
    .trim()
    .slice(0, 300);

/** The largest words near the top of the first page: mostly the issuer's logo or the title. */
function logoText(layout: Layout): string {
  const height = layout.pages[0]?.height ?? 800;
  const top = layout.segments.filter(
    (s) => s.page === 1 && s.box[1] < height * 0.3 && /\p{L}{3}/u.test(s.text) && (findTitle(s.text)?.before ?? 2) > 1 && !isOnlyLabel(s),
  );
  const largest = top.sort((a, b) => sizeOf(b) - sizeOf(a))[0];
  return largest ? largest.text : "";
}

const sizeOf = (segment: Segment): number => Math.max(...segment.words.map(heightOf));

/** An address on the web or for mail whose domain is made of the name. */
function domainMatches(layout: Layout, name: string): boolean {
  const words = foldName(name)
    .split(" ")
    .filter((w) => w.length > 3);
  if (!words.length) return false;
  const domains = layout.segments.flatMap((s) => foldText(s.text).match(/(?:@|www\.)[a-z0-9.-]+/g) ?? []);
  return domains.some((domain) => words.some((word) => domain.includes(word)));
}
