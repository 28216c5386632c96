import type { Chance } from "./chance";
import type { Deal } from "./deal";
import type { Manner } from "./manner";
import type { RandomParty } from "./people";
import type { Sheet } from "./sheet";
import type { otherPapers } from "./wording";

export type OtherPaper = keyof (typeof otherPapers)["es"];

/** Everything that a random paper says, and may be asked for again. */
export type PaperFacts = {
  readonly kind: "invoice" | "credit_note" | "receipt" | OtherPaper;
  readonly number: string;
  readonly issueDate: string;
  readonly dueDate: string | null;
  readonly currency: string;
  readonly supplier: RandomParty;
  readonly customer: RandomParty | null;
  readonly taxName: string;
  readonly deal: Deal;
  readonly iban: string | null;
  readonly isDebit: boolean;
  readonly corrects: string | null;
  /** Sentence that says why there is no tax; null where there is one. */
  readonly exemption: string | null;
};
export type Pen = { readonly sheet: Sheet; readonly manner: Manner; readonly chance: Chance; readonly facts: PaperFacts };
