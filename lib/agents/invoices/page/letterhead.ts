import { findTitle } from "@/lib/language/document-kinds";
import { foldText } from "@/lib/language/fold";
import { endsInLegalForm, foldName, isLegalForm } from "@/lib/language/names";
import { type Layout, type Segment, heightOf, overlapX } from "./layout";

/** The large words on top, with the legal form that stands alone under them. */
export function logoName(layout: Layout, logo: string): { name: string; segments: Segment[]; isLarge: boolean } | null {
  const top = layout.segments.find((s) => s.page === 1 && s.text === logo);
  if (!top || (findTitle(top.text)?.before ?? 2) < 2 || isOnlyLabel(top) || isLabelledValue(top)) return null;
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
export function isLarge(layout: Layout, segment: Segment): boolean {
  return sizeOf(segment) > 1.25 * commonSize(layout);
}

/** Words on top that are larger than the text below them; a line of the common type is nobody's logo. */
export function standsOut(layout: Layout, logo: string): boolean {
  const top = layout.segments.find((s) => s.page === 1 && s.text === logo);
  return top !== undefined && sizeOf(top) > 1.08 * commonSize(layout);
}

function commonSize(layout: Layout): number {
  const heights = layout.segments.map(sizeOf).sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 2)] ?? 0;
}

const isOnlyLabel = (segment: Segment): boolean => segment.labels.some((l) => l.start === 0 && l.end === segment.words.length);

/** "Base imponible 1.100,00", "Número A-2291": where nothing is larger than the rest, the first words are nobody's name. */
function isLabelledValue({ labels, words, text }: Segment): boolean {
  const label = labels.find(({ start }) => start === 0);
  return label !== undefined && !endsInLegalForm(text) && words.slice(label.end).some((word) => /\d/.test(word.text));
}

/** The largest words near the top of the first page: mostly the issuer's logo or the title. */
export function logoText(layout: Layout): string {
  const height = layout.pages[0]?.height ?? 800;
  const top = layout.segments.filter(
    (s) => s.page === 1 && s.box[1] < height * 0.3 && /\p{L}{3}/u.test(s.text) && (findTitle(s.text)?.before ?? 2) > 1 && !isOnlyLabel(s),
  );
  const largest = top.sort((a, b) => sizeOf(b) - sizeOf(a))[0];
  return largest ? largest.text : "";
}

export const sizeOf = (segment: Segment): number => Math.max(...segment.words.map(heightOf));

/** An address on the web or for mail whose domain is made of the name. */
export function domainMatches(layout: Layout, name: string): boolean {
  const words = foldName(name)
    .split(" ")
    .filter((w) => w.length > 3);
  if (!words.length) return false;
  const domains = layout.segments.flatMap((s) => foldText(s.text).match(/(?:@|www\.)[a-z0-9.-]+/g) ?? []);
  return domains.some((domain) => words.some((word) => domain.includes(word)));
}
