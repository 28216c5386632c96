"use client";
import type { DecisionBarProps } from "@/components/review/decision-bar-props";
import { useKeys, type KeyHandlers } from "@/components/shell/keys";

type Options = Pick<DecisionBarProps, "item" | "rights" | "busy" | "deciding" | "onAsk" | "duplicate">;

/** The keys of the decision bar: exactly those whose buttons stand on it. */
export function useDecisionKeys(options: Options): void {
  const { rights, busy } = options;
  useKeys(rights.canApprove && !busy ? keysFor(options) : {});
}

function keysFor({ item, deciding, onAsk, duplicate }: Options): KeyHandlers {
  switch (item.state) {
    case "open":
      return {
        approve: () => deciding.approve(),
        approveTyping: () => deciding.approve(),
        ...(duplicate === null ? {} : { duplicate: () => deciding.reject(duplicate) }),
        reject: () => onAsk("reject"),
        snooze: () => onAsk("snooze"),
        assign: () => onAsk("assign"),
      };
    case "failed":
      // What nobody can look up is answered, not tried again.
      return item.doubt === null ? { retry: deciding.retry } : {};
    case "refused":
      return { retry: deciding.readAgain, reject: () => onAsk("reject") };
    case "reading":
    case "snoozed":
    case "approved":
    case "sending":
    case "settled":
    case "rejected":
    case "withdrawn":
    case "joined":
      return {};
  }
}
