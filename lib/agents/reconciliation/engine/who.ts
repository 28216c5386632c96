import { type Desk } from "@/lib/agents/reconciliation/engine/desk";
import { findNames, type NameHit } from "@/lib/agents/reconciliation/engine/identify";
import { plainIban } from "@/lib/agents/reconciliation/engine/learning";
import { type Movement } from "@/lib/agents/reconciliation/engine/model";
import { isPrintedAlike } from "@/lib/agents/reconciliation/engine/names";
import { linesOf, phraseEnds, strangeRuns } from "@/lib/agents/reconciliation/engine/statement";
import { printOf, type Atom } from "@/lib/agents/reconciliation/engine/text";
import { who } from "@/lib/agents/reconciliation/engine/weights";

/** What is known of who stands behind a movement. */
export type Who = {
  readonly parties: ReadonlyMap<number, Known>;
  /** The most that any party has. */
  readonly best: number;
  /** A name is printed that belongs to nobody we know. */
  readonly isStranger: boolean;
  /** The account belongs to parties we know. */
  readonly owners: ReadonlySet<number> | null;
  readonly isName: (at: number) => boolean;
};

type Known = {
  readonly llr: number;
  readonly hit: NameHit | null;
  readonly source: "name" | "trade" | "part" | "learned" | "iban";
  /** Known by one single settled movement only. */
  readonly isThin: boolean;
};

const perLetter = 0.75;
const otherRole = -2;
const shortestStranger = 8;

export function knowWho(desk: Desk, movement: Movement, atoms: readonly Atom[]): Who {
  const hits = keepLargest(findNames(desk.names, atoms, phraseEnds(atoms, desk.words, movement.bank)));
  const parties = new Map<number, Known>();
  const lines = linesOf(movement);
  for (const hit of hits) weighHit(desk, movement, hit, printOf(lines, atoms, hit.from, hit.to), parties);
  const owners = movement.counterpartyIban ? (desk.ibans.get(plainIban(movement.counterpartyIban)) ?? null) : null;
  for (const party of owners ?? []) {
    const known = parties.get(party);
    const llr = Math.min(who.cap, who.iban + Math.log(sideCount(desk, movement) / (owners?.size ?? 1)));
    parties.set(party, {
      llr: Math.min(who.cap, Math.max(llr, known?.llr ?? 0) + 1),
      hit: known?.hit ?? null,
      source: known?.source ?? "iban",
      isThin: false,
    });
  }
  const covered = new Uint8Array(atoms.length);
  for (const hit of hits) covered.fill(1, hit.from, hit.to);
  const isName = (at: number) => covered[at] === 1;
  let best = 0;
  for (const known of parties.values()) best = Math.max(best, known.llr);
  const runs = strangeRuns(atoms, desk.words, movement.bank, isName);
  const isStranger =
    parties.size === 0 &&
    runs.some((run) => run.length >= 2 && run.reduce((sum, at) => sum + (atoms[at]?.text.length ?? 0), 0) >= shortestStranger);
  return { parties, best, isStranger, owners, isName };
}

const sideCount = (desk: Desk, movement: Movement) => (movement.cents > 0 ? desk.customers : desk.suppliers);

/** Hits inside a larger one say nothing of their own. */
function keepLargest(hits: readonly NameHit[]): readonly NameHit[] {
  const value = (hit: NameHit) => hit.letters + 4 * hit.weight;
  const sorted = hits.slice().sort((a, b) => value(b) - value(a) || a.from - b.from || a.to - b.to);
  const kept: NameHit[] = [];
  for (const hit of sorted)
    if (!kept.some((large) => large.from <= hit.from && hit.to <= large.to && value(large) > value(hit) + 1.5)) kept.push(hit);
  return kept;
}

function weighHit(desk: Desk, movement: Movement, hit: NameHit, print: string, into: Map<number, Known>): void {
  const role = movement.cents > 0 ? "supplier" : "customer";
  const fits = (party: number) => desk.books.parties[party]?.role !== role;
  const sharers = new Set(hit.forms.map(({ form }) => form.party));
  const fitting = [...sharers].filter(fits).length;
  const count = Math.max(1, fitting > 0 ? fitting : sharers.size);
  const rarity = Math.log(sideCount(desk, movement) / count);
  for (const { form, weight } of hit.forms) {
    const printed = hit.weight + weight + form.weight + (fitting > 0 && !fits(form.party) ? otherRole : 0);
    const llr = Math.min(who.cap, hit.letters * perLetter, who.named + rarity) + printed;
    if (llr <= 0) continue;
    const known = into.get(form.party);
    const isThin = form.isThin || (form.source === "learned" && (hit.weight < 0 || !isPrintedAlike(form, print)));
    if (!known || known.llr < llr) into.set(form.party, { llr, hit, source: form.source, isThin: isThin && (known?.isThin ?? true) });
    else if (known.isThin && !isThin) into.set(form.party, { ...known, isThin });
  }
}
