import "server-only";
import { statementPayload, type StatementComparison, type StatementPayload } from "@/lib/agents/statements/model";
import { reviewStatement, riskOfStatement, standingOfStatement } from "@/lib/agents/statements/propose";
import { planStatement } from "@/lib/agents/statements/push";
import { loadComparison, lockAccount, saveMovements } from "@/lib/agents/statements/store";
import { copyAge } from "@/lib/holded/mirror/copy-age";
import { enqueueSync } from "@/lib/holded/mirror/jobs";
import { formatIban } from "@/lib/kernel/iban";
import { refuse } from "@/lib/kernel/result";
import { registerKind, type KindDefinition } from "@/lib/review/kinds";

/** What the review needs to know of a bank's statement. */
const statementKind: KindDefinition<StatementPayload, StatementComparison> = {
  kind: "statement",
  payload: statementPayload,
  permissions: { read: "reconciliation.read", write: "reconciliation.write", approve: "reconciliation.approve" },
  rowOf: ({ account, from, to, movements, part }) => ({
    title:
      [from, to].map((day) => day?.split("-").toReversed().join("/") ?? "–").join(" – ") +
      (part.of > 1 ? ` · ${part.index}/${part.of}` : ""),
    party: account.name ?? (account.iban === null ? account.number : formatIban(account.iban)),
    // Nothing is paid by it: no amount that a limit could ask about.
    amount: null,
    currency: movements.length > 0 ? account.currency : null,
    documentDate: to,
  }),
  facts: async (tx, scope, payload, about) => {
    if (payload.account.id !== null) await lockAccount(tx, scope, payload.account.id);
    return loadComparison(tx, scope, payload, about);
  },
  check: (payload, facts, { reasons }) => reviewStatement(payload, facts, reasons),
  riskOf: (_, reasons) => riskOfStatement(reasons),
  standingOf: (_, reasons) => standingOfStatement(reasons),
  blockers: (_payload, reasons) => reasons.flatMap(({ level, path }) => (level === "block" ? [path ?? ""] : [])),
  isConfirmedBy: () => false,
  planPush: async (tx, scope, { proposal, payload }) => {
    // What the bank's own feed has brought since then would be brought twice.
    const { isTooOld } = await copyAge(tx, scope, ["bank_movement"], new Date());
    if (isTooOld) {
      await enqueueSync(tx, scope, "person", ["bank_movement"]);
      return refuse("holded.copy_too_old");
    }
    const { standing } = await loadComparison(tx, scope, payload, proposal);
    const plan = planStatement(payload, standing);
    if (plan.ok) await saveMovements(tx, scope, proposal.id, payload);
    return plan;
  },
};

export const registerStatements = (): void => registerKind(statementKind);
