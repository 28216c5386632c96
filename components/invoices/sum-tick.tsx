"use client";
import { Check as CheckIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Check } from "@/components/invoices/arithmetic";

/** A tick as an accountant puts it beside a sum that was checked. */
export function SumTick({ check }: { readonly check: Check }) {
  const t = useTranslations("invoice.sums");
  if (check.status === "unknown") return <span aria-hidden />;
  if (check.status === "ok") {
    return (
      <span className="flex animate-appear justify-center text-clear">
        <CheckIcon size={14} strokeWidth={2.5} role="img" aria-label={t("adds")} />
      </span>
    );
  }
  return (
    <span role="img" aria-label={t("differs")} className="text-center text-14 leading-none text-needs">
      ≠
    </span>
  );
}
