import "server-only";
import { registerInvoices } from "@/lib/agents/invoices/kind";

/**
 * Every agent of the product, registered with the review. Pages, routes, actions and the worker import this file before
 * they touch a proposal; importing it again is harmless.
 */
registerInvoices();
