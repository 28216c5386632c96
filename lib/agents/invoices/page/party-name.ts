import { findTitle } from "@/lib/language/document-kinds";
import { companyNameIn, endsInLegalForm, isLegalForm, nameLikeness } from "@/lib/language/names";
import type { Layout, Segment } from "./layout";
import { logoName, sizeOf } from "./letterhead";
import { looksLikeName, stripLabel, tidyName } from "./name-form";
import { neighbourhood } from "./party-block";
import { isPartyLabel } from "./party-labels";
import type { TaxIdCandidate } from "./tax-id-candidate";

export function nameOf(
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
