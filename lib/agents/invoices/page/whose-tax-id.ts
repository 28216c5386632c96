import { nameLikeness } from "@/lib/language/names";
import type { Candidates } from "./candidates";
import type { Layout } from "./layout";
import { domainMatches, isLarge, standsOut } from "./letterhead";
import { nameNear, neighbourhood } from "./party-block";
import { roleByLabels } from "./party-labels";
import type { TaxIdCandidate } from "./tax-id-candidate";

export type Scored = {
  readonly taxId: TaxIdCandidate;
  readonly score: number;
  readonly labelled: boolean;
  readonly ours: boolean;
  /** Of the place that speaks most of the receiver. */
  readonly lowest: number;
  /** One of its places is in the letterhead. */
  readonly heads: boolean;
};

const isInLetterhead = (layout: Layout, place: TaxIdCandidate): boolean =>
  place.page === layout.pages[0]?.number && place.box[1] < 0.35 * layout.pages[0].height && place.box[0] < 0.5 * layout.pages[0].width;

export function scoreTaxId(
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
  if (
    logo &&
    (name
      ? nameLikeness(name, logo) > 0.55 && standsOut(layout, logo)
      : near.some((segment) => segment.text === logo && isLarge(layout, segment)))
  )
    score += 1.5;
  if (domainMatches(layout, name)) score += 1.5;
  const countries = new Set(candidates.ibans.map((i) => i.iban.slice(0, 2)));
  if (place.country && place.country !== "ES" && countries.has(place.country)) score += 1;
  return score;
}
