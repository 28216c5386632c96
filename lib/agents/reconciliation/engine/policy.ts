import type { Policy } from "@/lib/agents/reconciliation/engine/model";

/**
 * What a company that chose nothing allows. A wrong clear match costs some 120 confirmations (half an hour against 15 s), so
 * nothing is clear below 1 − 1/120.
 */
export const defaultPolicy: Policy = {
  thresholds: { exact: 0.995, batch: 0.995, fee: 0.997, fx: 0.997, partial: 0.998 },
  off: ["advance", "set_off", "overpayment", "withholding", "duplicate"],
  maxFeeCents: 3000,
  maxFeePercent: 3,
  maxRoundingCents: 5,
};
