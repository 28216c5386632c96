"use client";
import { useTranslations } from "next-intl";

/** How a person undoes in Holded what its API cannot undo. */
export function WayBackSteps({ account }: { readonly account: string }) {
  const t = useTranslations("reconciliation.wayBack");
  return (
    <ol className="flex list-decimal flex-col gap-1 pl-5">
      <li>{t("step1", { account })}</li>
      <li>{t("step2")}</li>
      <li>{t("step3")}</li>
    </ol>
  );
}
