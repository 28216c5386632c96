"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { amountText } from "@/components/review/amount-list";
import type { Describe } from "@/components/review/kind-view";
import { movementClasses, residualKinds } from "@/lib/agents/reconciliation/engine/model";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import { wayOf } from "@/lib/agents/reconciliation/way";
import { valueAt } from "@/lib/review/changes";

/** Names and values of what a person decides of a movement, for differences and the story of an item. */
export function useReconciliationDescribe(): Describe<ReconciliationPayload> {
  const t = useTranslations("reconciliation");
  return useMemo(() => {
    const name = (path: string): string => {
      const [head = "", index] = path.split(".");
      if (head === "documents") return index === undefined ? t("field.documents") : t("field.document", { number: Number(index) + 1 });
      if (head === "residual") return t("field.residual");
      if (head === "choice" || head === "movementClass" || head === "rememberRule" || head === "movement") return t(`field.${head}`);
      return path;
    };
    const value = (now: ReconciliationPayload, path: string): string => {
      const [head = "", index] = path.split(".");
      const { currency } = now.movement;
      if (head === "documents" && index !== undefined) {
        const document = now.documents[Number(index)];
        return document === undefined ? "" : `${document.number ?? t("match.numberless")} ${amountText(document.amount, currency)}`;
      }
      if (head === "documents") return now.documents.map(({ number }) => number ?? t("match.numberless")).join(", ");
      if (head === "residual") {
        const kind = residualKinds.find((one) => one === now.residual?.kind);
        return kind === undefined || now.residual === null ? "" : `${t(`residual.${kind}`)} ${amountText(now.residual.amount, currency)}`;
      }
      if (head === "choice") return t(`choice.${now.choice}`);
      if (head === "rememberRule") return t(now.rememberRule ? "yes" : "no");
      const found = valueAt(now, path);
      const known = movementClasses.find((one) => one === found);
      if (head === "movementClass") return known === undefined ? "" : t(`class.${known}`);
      return typeof found === "string" ? found : "";
    };
    return {
      name,
      value,
      approve: (payload) => t(`verb.${verbOf(payload)}`),
      usual: [t("usual.notThis"), t("usual.wrongParty"), t("usual.waits"), t("usual.byHand")],
      duplicate: null,
    };
  }, [t]);
}

type Verb = "reconcile" | "noDocument" | "byHand" | "choose";

/** What the button says it will do. */
function verbOf(payload: ReconciliationPayload): Verb {
  if (payload.choice === "undecided") return "choose";
  if (payload.choice === "no_document") return "noDocument";
  return wayOf(payload).way === "by_hand" ? "byHand" : "reconcile";
}
