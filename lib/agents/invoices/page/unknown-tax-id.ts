import type { Layout, Segment } from "./layout";
import type { TaxIdCandidate } from "./tax-id-candidate";

/** A code of letters and digits that stands alone in the block of a name: perhaps a tax id of a form we do not know. */
export function idOfUnknownForm(layout: Layout, name: Segment | undefined): TaxIdCandidate | null {
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
