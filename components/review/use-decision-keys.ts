"use client";
import { useTranslations } from "next-intl";
import type { DecisionBarProps } from "@/components/review/decision-bar-props";
import { useKeys, type KeyHandlers } from "@/components/shell/keys";

type Options = Pick<DecisionBarProps, "item" | "rights" | "busy" | "deciding" | "onAsk">;

/** The keys of the decision bar: exactly those whose buttons stand on it. */
export function useDecisionKeys({ item, rights, busy, deciding, onAsk }: Options): void {
  const usual = useTranslations("review.reason.usual");
  useKeys(rights.canApprove && !busy ? keysFor(item, deciding, onAsk, usual("duplicate")) : {});
}

function keysFor(item: Options["item"], deciding: Options["deciding"], onAsk: Options["onAsk"], duplicate: string): KeyHandlers {
  switch (item.state) {
    case "open":
      return {
        approve: () => deciding.approve(),
        approveTyping: () => deciding.approve(),
        duplicate: () => deciding.reject(duplicate),
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
