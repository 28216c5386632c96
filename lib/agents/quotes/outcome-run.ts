import "server-only";
import { outcomesJob } from "@/lib/agents/quotes/kind";
import { outcomeFrom } from "@/lib/agents/quotes/outcome";
import { saveOutcome, writtenQuotes } from "@/lib/agents/quotes/outcome-store";
import { audit } from "@/lib/platform/audit";
import { companyScope, type CompanyScope } from "@/lib/platform/db/scope";
import { handle } from "@/lib/platform/worker";
import { addEvent } from "@/lib/review/store";

const agent = { kind: "agent", name: "quotes" } as const;

/**
 * Reads back what became of the estimates that quotes were written to: accepted, rejected, turned into an invoice, gone. What
 * is new stands in the story of the quote. May be repeated: what was told already is not told again. Answers how many changed.
 */
export function lookAtOutcomes(scope: CompanyScope): Promise<number> {
  return scope.write(async (tx) => {
    let changed = 0;
    for (const written of await writtenQuotes(tx, scope)) {
      const status = outcomeFrom(written);
      // What was turned into an invoice stays so, whatever happens to that.
      if (status === null || status === written.told || written.told === "converted") continue;
      await saveOutcome(tx, scope, { ...written, status });
      // That it waits for an answer is no news.
      if (status === "open") continue;
      changed += 1;
      const { proposalId, estimateId, invoiceId } = written;
      const detail = { holdedId: status === "converted" && invoiceId !== null ? invoiceId : estimateId };
      await addEvent(tx, scope, { proposalId, kind: `quote_${status}`, personId: null, detail });
      await audit(tx, scope, agent, "quote.outcome", `proposal:${proposalId}`, { status, ...detail });
    }
    return changed;
  });
}

export const outcomesHandler = handle(outcomesJob, async (key) => {
  await lookAtOutcomes(companyScope(key));
});
