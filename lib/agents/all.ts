import "server-only";
import { registerInvoices } from "@/lib/agents/invoices/kind";
import { registerQuotes } from "@/lib/agents/quotes/kind";
import { registerReconciliation } from "@/lib/agents/reconciliation/kind";
import { registerStatements } from "@/lib/agents/statements/kind";

/**
 * Every agent of the product, registered with the review. Pages, routes, actions and the worker import this file before
 * they touch a proposal; importing it again is harmless.
 */
registerInvoices();
registerReconciliation();
registerStatements();
registerQuotes();
