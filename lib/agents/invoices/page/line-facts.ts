import type { Layout } from "./layout";
import type { TableHeader } from "./table-headers";
import type { AmountColumn } from "./tables";
import type { Labelled, RateMention } from "./tax-rows";
import type { Totals } from "./totals";

export type LineFacts = {
  readonly layout: Layout;
  readonly labelled: readonly Labelled[];
  readonly columns: readonly AmountColumn[];
  readonly headers: readonly TableHeader[];
  readonly rates: readonly RateMention[];
  readonly totals: Totals | null;
};
