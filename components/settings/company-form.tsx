"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Answer, Where } from "@/components/settings/answer";
import { Section } from "@/components/settings/facts";
import { useCommand } from "@/components/settings/use-command";
import { AmountField } from "@/components/ui/amount-field";
import { DateField } from "@/components/ui/date-field";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { fromCents, toCents } from "@/lib/kernel/money";

export type ShownSettings = {
  readonly undoSeconds: number;
  readonly highRisk: "typed" | "second_person";
  readonly limitForSecondPersonCents: number | null;
  readonly typedReconciliationCents: number | null;
  readonly marginLimit: string | null;
  readonly approveInHolded: boolean;
  readonly defaultExpenseAccountId: string | null;
  readonly closedThrough: string | null;
};
export type ExpenseAccount = { readonly id: string; readonly name: string; readonly number: string | null };

type Props = {
  readonly where: Where;
  readonly settings: ShownSettings;
  readonly accounts: readonly ExpenseAccount[];
  readonly mayWrite: boolean;
  readonly save: (input: Where & Partial<ShownSettings>) => Promise<Answer>;
};

/** Every change is stored when it is made, and stays as it was when it is refused. */
export function CompanyForm({ where, settings: initial, accounts, mayWrite, save }: Props) {
  const t = useTranslations("settings");
  const common = useTranslations("common");
  const { busy, run } = useCommand();
  const [settings, setSettings] = useState(initial);
  const disabled = busy || !mayWrite;
  const change = async (patch: Partial<ShownSettings>): Promise<void> => {
    const saved = await run(() => save({ ...where, ...patch }), t("savedAt"));
    if (saved !== null) setSettings((now) => ({ ...now, ...patch }));
  };
  const part = { settings, disabled, change };
  return (
    <>
      {!mayWrite && <p className="text-13 text-ink-2">{t("readOnly")}</p>}
      <Section title={t("onlyThisEnvironment")}>
        <div className="flex flex-col gap-6">
          <Switch
            checked={settings.approveInHolded}
            onChange={(approveInHolded) => void change({ approveInHolded })}
            disabled={disabled}
            label={t("approveInHolded")}
            hint={settings.approveInHolded ? t("approveInHoldedOn") : t("approveInHoldedOff")}
          />
          <AccountChoice {...part} accounts={accounts} />
          <DateField
            className="[&>input]:max-w-60"
            label={t("closedThrough")}
            hint={t("closedThroughHint")}
            unreadable={common("notADate")}
            disabled={disabled}
            value={settings.closedThrough}
            onChange={(closedThrough) => void change({ closedThrough })}
          />
        </div>
      </Section>
      <Section title={t("everyEnvironment")}>
        <Approvals {...part} />
      </Section>
    </>
  );
}

type PartProps = {
  readonly settings: ShownSettings;
  readonly disabled: boolean;
  readonly change: (patch: Partial<ShownSettings>) => Promise<void>;
};
const none = "*";
const usualMargins = ["5", "10", "15", "20", "25", "30", "40", "50"] as const;

function AccountChoice({ settings, disabled, change, accounts }: PartProps & { readonly accounts: readonly ExpenseAccount[] }) {
  const t = useTranslations("settings");
  const options = accounts.map(({ id, name, number }) => ({ value: id, label: number === null ? name : `${number} ${name}` }));
  return (
    <Select
      className="max-w-[480px]"
      label={t("defaultAccount")}
      hint={accounts.length === 0 ? t("defaultAccountEmpty") : t("defaultAccountHint")}
      value={settings.defaultExpenseAccountId ?? none}
      disabled={disabled}
      options={[{ value: none, label: t("defaultAccountNone") }, ...options]}
      onChange={(next) => void change({ defaultExpenseAccountId: next === none ? null : next })}
    />
  );
}

function Approvals({ settings, disabled, change }: PartProps) {
  const t = useTranslations("settings");
  const seconds = [...new Set([0, 5, 10, 20, 30, 60, 120, settings.undoSeconds])].sort((a, b) => a - b);
  const margins = [...new Set([...usualMargins, ...(settings.marginLimit === null ? [] : [settings.marginLimit])])].sort(
    (a, b) => Number(a) - Number(b),
  );
  return (
    <div className="flex flex-col gap-6">
      <Select
        className="[&>button]:max-w-60"
        label={t("undoSeconds")}
        hint={t("undoSecondsHint")}
        value={String(settings.undoSeconds)}
        disabled={disabled}
        options={seconds.map((n) => ({ value: String(n), label: t("undoOption", { n }) }))}
        onChange={(next) => void change({ undoSeconds: Number(next) })}
      />
      <Select
        className="max-w-[480px]"
        label={t("highRisk")}
        hint={t("highRiskHint")}
        value={settings.highRisk}
        disabled={disabled}
        options={[
          { value: "typed", label: t("highRiskTyped") },
          { value: "second_person", label: t("highRiskSecond") },
        ]}
        onChange={(highRisk) => void change({ highRisk })}
      />
      <Limit
        label={t("limit")}
        hint={t("limitHint")}
        disabled={disabled}
        value={settings.limitForSecondPersonCents}
        onChange={(limitForSecondPersonCents) => void change({ limitForSecondPersonCents })}
      />
      <Limit
        label={t("typedReconciliation")}
        hint={t("typedReconciliationHint")}
        disabled={disabled}
        value={settings.typedReconciliationCents}
        onChange={(typedReconciliationCents) => void change({ typedReconciliationCents })}
      />
      <Select
        className="[&>button]:max-w-60"
        label={t("marginLimit")}
        hint={t("marginLimitHint")}
        value={settings.marginLimit ?? none}
        disabled={disabled}
        options={[
          { value: none, label: t("marginLimitNone") },
          ...margins.map((value) => ({ value, label: `${value.replace(".", ",")}\u00a0%` })),
        ]}
        onChange={(next) => void change({ marginLimit: next === none ? null : next })}
      />
    </div>
  );
}

type LimitProps = {
  readonly label: string;
  readonly hint: string;
  readonly disabled: boolean;
  readonly value: number | null;
  readonly onChange: (cents: number | null) => void;
};

/** An amount from which more is asked for; empty or nothing: never because of the amount. */
function Limit({ label, hint, disabled, value, onChange }: LimitProps) {
  const common = useTranslations("common");
  return (
    <AmountField
      className="[&>div]:max-w-60"
      label={label}
      hint={hint}
      unreadable={common("notAnAmount")}
      currency="EUR"
      disabled={disabled}
      value={value === null ? null : fromCents(BigInt(value))}
      onChange={(next) => {
        const cents = next === null ? null : Number(toCents(next));
        onChange(cents !== null && cents > 0 ? cents : null);
      }}
    />
  );
}
