import type { KindView } from "@/components/review/kind-view";
import { StatementOutcome } from "@/components/statements/statement-outcome";
import { StatementPanel } from "@/components/statements/statement-panel";
import { StatementSource } from "@/components/statements/statement-source";
import { useStatementDescribe } from "@/components/statements/use-statement-describe";
import type { StatementPayload } from "@/lib/agents/statements/model";

/** A bank's statement on the review screen. */
export const statementView: KindView<StatementPayload> = {
  Panel: StatementPanel,
  Source: StatementSource,
  Outcome: StatementOutcome,
  needsTwo: () => false,
  useDescribe: useStatementDescribe,
  evidenceOf: () => [],
};
