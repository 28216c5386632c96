import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { load, say, table, type Outcome } from "../invoices/report";
import { moved, renamed, scaled, scatteredNames, shuffled, swappedBanks, withUnrelated } from "./change-ledger";
import { runHeadless } from "./headless";
import { makeLedger } from "./make-ledger";
import { seedsOf, wordsOf } from "./options";
import type { BenchAllocation, BenchLedger, BenchProposal } from "./shared-bench";

type Variant = {
  readonly name: string;
  readonly ledger: BenchLedger;
  /** Ids of the variant → ids of the books it was made from. */
  readonly nameOf?: (id: string) => string;
  /** Every decision has to stay; elsewhere only no wrong one may come of it. */
  readonly isStrict: boolean;
  /** Cases that are no longer what they were: limits for fees and cents are absolute. */
  readonly besides?: readonly string[];
};

/** What must not matter: order, ids, scale, calendar, bank labels, what has nothing to do with it. */
export async function measureInvariance(args: readonly string[]): Promise<Outcome> {
  const rows: (readonly (string | number)[])[] = [];
  let isSound = true;
  for (const profile of wordsOf(args, "--profiles", ["default", "twins"])) {
    for (const seed of seedsOf(args).slice(0, 1)) {
      const base = await makeLedger(profile, seed);
      const other = await makeLedger(profile, `${seed}-other`);
      const answers = answered(base);
      for (const variant of variantsOf(base, other)) {
        const found = compared(base, answers, answered(variant.ledger), variant);
        isSound &&= variant.isStrict ? found.changed + found.lost + found.added === 0 : found.wrong === 0;
        rows.push([`${profile}: ${variant.name}`, found.same, found.lost, found.added, found.changed, found.wrong]);
      }
    }
  }
  say(`carga ${load()} · en «orden» y «nombres» nada puede cambiar; en los demás, ninguna clara puede pasar a estar mal`);
  table([["variante", "claras iguales", "perdidas", "nuevas", "cambiadas", "nuevas mal"], ...rows]);
  return isSound ? "measured" : "below";
}

function variantsOf(base: BenchLedger, other: BenchLedger): readonly Variant[] {
  const back = new Map<string, string>();
  const scattered = scatteredNames();
  const nameFor = (id: string) => {
    const name = scattered(id);
    back.set(name, id);
    return name;
  };
  return [
    { name: "orden", ledger: shuffled(base), isStrict: true },
    { name: "nombres", ledger: renamed(base, nameFor), nameOf: (id) => back.get(id) ?? id, isStrict: true },
    { name: "importes × 3", ledger: scaled(base, 3), isStrict: false, besides: ["fee_deducted", "rounding"] },
    { name: "28 días después", ledger: moved(base, 28), isStrict: false },
    { name: "bancos cambiados", ledger: swappedBanks(base), isStrict: false },
    { name: "documentos ajenos", ledger: withUnrelated(base, other), isStrict: false },
  ];
}

function answered(ledger: BenchLedger): readonly BenchProposal[] {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-reconcile-"));
  try {
    return runHeadless(ledger, folder).proposals;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compared(base: BenchLedger, before: readonly BenchProposal[], after: readonly BenchProposal[], variant: Variant) {
  const nameOf = variant.nameOf ?? ((id: string) => id);
  const documentsOf = (matches: readonly BenchAllocation[]) =>
    matches
      .map(({ documentId }) => nameOf(documentId))
      .sort()
      .join(" ");
  const clear = (proposals: readonly BenchProposal[]) =>
    new Map(
      proposals.filter(({ status }) => status === "clear").map(({ movementId, matches }) => [nameOf(movementId), documentsOf(matches)]),
    );
  const [first, second] = [clear(before), new Map(clear(after))];
  const isWrong = (id: string, documents: string | undefined) => {
    const truth = base.truth.movements[id];
    if (!truth) return true;
    if (variant.besides?.includes(truth.caseType)) return false;
    const right = truth.matches.map(({ documentId }) => documentId).sort();
    return !["clear", "either"].includes(truth.expect) || right.join(" ") !== documents;
  };
  const ids = [...second.keys()];
  return {
    same: ids.filter((id) => first.get(id) === second.get(id)).length,
    lost: [...first.keys()].filter((id) => !second.has(id)).length,
    added: ids.filter((id) => !first.has(id)).length,
    changed: ids.filter((id) => first.has(id) && first.get(id) !== second.get(id)).length,
    wrong: ids.filter((id) => isWrong(id, second.get(id)) && !(first.has(id) && isWrong(id, first.get(id)))).length,
  };
}
