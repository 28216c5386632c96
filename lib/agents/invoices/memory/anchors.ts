import type { Page } from "@/lib/documents/model";
import type { Evidence } from "@/lib/kernel/evidence";
import { nameLikeness } from "@/lib/language/names";
import type { Anchor, AnchoredPath } from "./profile";
import { placesOf, type Place } from "./places";
import { shapeOf, valueReader } from "./values";

export type AnchoredValue = { readonly value: string; readonly evidence: Evidence };

/** Remembers where a value stands: of several places the one that its surroundings tell best. Null: it is not printed. */
export function anchorAt(path: AnchoredPath, value: string, pages: readonly Page[]): Anchor | null {
  const { read, longest } = valueReader(path, pages);
  const isIt = (text: string) => (path === "number" ? bare(read(text) ?? "") === bare(value) : read(text) === value);
  const places = placesOf(pages, longest).filter((place) => isIt(place.text));
  const [best] = places.sort((a, b) => told(b) - told(a) || a.text.length - b.text.length);
  if (!best || told(best) === 0) return null;
  return { path, left: best.left, above: best.above, box: best.share, shape: path === "number" ? shapeOf(value) : "" };
}

const bare = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
const told = ({ left, above }: Place): number => (left === "" ? 0 : 2) + (above === "" ? 0 : 1);

/**
 * What stands where a value of this supplier once stood: beside the same words, or under them in the same column. Null
 * where nothing of the kind does, or where two values claim the place.
 */
export function readAnchor(anchor: Anchor, pages: readonly Page[]): AnchoredValue | null {
  const { read, longest } = valueReader(anchor.path, pages);
  const claims = placesOf(pages, longest).flatMap((place) => {
    const value = read(place.text);
    if (value === null || (anchor.shape !== "" && shapeOf(value) !== anchor.shape)) return [];
    const score = likeness(anchor, place);
    return score === 0 ? [] : [{ value, place, score: score + Math.min(4, place.text.split(" ").length) / 100 }];
  });
  const [best, ...rest] = claims.sort((a, b) => b.score - a.score);
  if (!best) return null;
  const rival = rest.find(({ value, place }) => value !== best.value && !within(place, best.place));
  if (rival && best.score - rival.score < 0.15) return null;
  return {
    value: best.value,
    evidence: { path: anchor.path, page: best.place.page, box: best.place.box, text: best.place.text.slice(0, 500) },
  };
}

/** 0: another place. The words beside it say most; where on the page it stands decides between equals. */
function likeness(anchor: Anchor, place: Place): number {
  const apart = Math.min(Math.abs(anchor.box[0] - place.share[0]), Math.abs(anchor.box[2] - place.share[2]));
  const lower = Math.abs(anchor.box[1] - place.share[1]);
  const isBeside = isSameLabel(anchor.left, place.left) && apart < 0.25;
  const isBelow = isSameLabel(anchor.above, place.above) && apart < 0.08;
  if (isBeside) return 2 + (isBelow ? 1 : 0) - apart - lower / 4;
  if (isBelow) return 1.5 - apart - lower / 4;
  return 0;
}

/** A recognised label may miss a letter. */
const isSameLabel = (known: string, seen: string): boolean => known !== "" && (known === seen || nameLikeness(known, seen) >= 0.88);

const within = (inner: Place, outer: Place): boolean =>
  inner.page === outer.page &&
  inner.box[0] >= outer.box[0] - 0.5 &&
  inner.box[2] <= outer.box[2] + 0.5 &&
  Math.abs(inner.box[1] - outer.box[1]) < 3;
