import "server-only";
import "@/lib/agents/all";
import { learnHandler } from "@/lib/agents/invoices/memory/run";
import { mailHandler } from "@/lib/agents/invoices/mail-run";
import { readHandler } from "@/lib/agents/invoices/run";
import { learnHandler as learnQuoteHandler } from "@/lib/agents/quotes/memory/run";
import { outcomesHandler } from "@/lib/agents/quotes/outcome-run";
import { quoteHandler } from "@/lib/agents/quotes/run";
import { trialHandler } from "@/lib/agents/reconciliation/automation/run";
import { learnHandler as learnMatchingHandler } from "@/lib/agents/reconciliation/memory/run";
import { lookHandler } from "@/lib/agents/reconciliation/run";
import { statementHandler } from "@/lib/agents/statements/run";
import type { JobHandler } from "@/lib/platform/worker";
import { concludeHandler } from "@/lib/review/conclude";
import { wakeHandler } from "@/lib/review/wake";

/** The jobs of the agents and of the review, for the worker. Kept apart from `all.ts`: a page needs no reader. */
export const agentHandlers: readonly JobHandler[] = [
  readHandler,
  mailHandler,
  learnHandler,
  lookHandler,
  learnMatchingHandler,
  trialHandler,
  wakeHandler,
  concludeHandler,
  statementHandler,
  quoteHandler,
  learnQuoteHandler,
  outcomesHandler,
];
