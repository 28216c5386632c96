"use client";
import { useTranslations } from "next-intl";
import type { Answer, Where } from "@/components/settings/answer";
import { useCommand } from "@/components/settings/use-command";
import { Select } from "@/components/ui/select";

const planNames = ["plus", "basico", "estandar", "avanzado", "premium"] as const;
export type PlanName = (typeof planNames)[number];

type Props = {
  readonly plan: PlanName;
  readonly hint: string;
  readonly where: Where;
  readonly choose: (input: Where & { readonly plan: PlanName }) => Promise<Answer>;
};

export function PlanChoice({ plan, hint, where, choose }: Props) {
  const t = useTranslations();
  const { busy, run } = useCommand();
  return (
    <Select
      className="max-w-60"
      label={t("settings.plan")}
      hideLabel
      hint={hint}
      value={plan}
      disabled={busy}
      options={planNames.map((value) => ({ value, label: t(`settings.plans.${value}`) }))}
      onChange={(next) => void run(() => choose({ ...where, plan: next }), t("settings.savedAt"))}
    />
  );
}
