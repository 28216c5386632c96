import { readInvoices } from "@/lib/agents/invoices/read-invoices";
import { compareWithPaper } from "./compare";
import { randomPaper } from "./random-paper";

export type Measured = {
  readonly papers: number;
  /** Invoices of which every posted value is right. */
  readonly right: number;
  readonly clear: number;
  /** Called clear although a posted value is wrong, or the paper is no invoice: each of them is a fault. */
  readonly wrongClear: readonly { readonly seed: number; readonly wrong: readonly string[] }[];
  readonly wrong: readonly { readonly seed: number; readonly wrong: readonly string[] }[];
  readonly others: number;
  readonly othersRefused: number;
};

/** Reads the random papers of `count` seeds from the first. @param today "YYYY-MM-DD". */
export function measureRandomPapers(first: number, count: number, today: string): Measured {
  const verdicts = Array.from({ length: count }, (_, i) => {
    const paper = randomPaper(first + i);
    const [reading] = readInvoices(paper.document, { today });
    return { seed: paper.seed, ...compareWithPaper(paper, reading) };
  });
  const papers = verdicts.filter((one) => one.isInvoice);
  const others = verdicts.filter((one) => !one.isInvoice);
  const wrong = papers.filter((one) => one.wrong.length > 0).map(({ seed, wrong: fields }) => ({ seed, wrong: fields }));
  return {
    papers: papers.length,
    right: papers.length - wrong.length,
    clear: papers.filter((one) => one.standing === "clear").length,
    wrongClear: verdicts.filter((one) => one.standing === "clear" && one.wrong.length > 0),
    wrong,
    others: others.length,
    othersRefused: others.filter((one) => one.standing === "refused").length,
  };
}
