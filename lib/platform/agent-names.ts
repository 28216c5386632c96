/** The agents of the product. Each has a switch per company for its live environment. */
export const agentNames = ["invoices", "reconciliation", "quotes", "hours", "leads"] as const;
export type AgentName = (typeof agentNames)[number];
