"use client";
import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import { columnMeanings, isRepeatable, type ColumnMeaning, type TableMapping } from "@/lib/agents/quotes/conditions/mapping";
import type { TablePreview } from "@/lib/agents/quotes/conditions/run";

type Props = {
  readonly seen: TablePreview;
  readonly disabled: boolean;
  readonly onChange: (mapping: TableMapping) => void;
};

const choices = ["none", ...columnMeanings] as const;

/** What each column says. A meaning that only one column can have moves to the column that was given it last. */
export function ConditionMapping({ seen: { columns, mapping, isRemembered }, disabled, onChange }: Props) {
  const t = useTranslations("quotes.conditions");
  const mean = (at: number, meaning: ColumnMeaning | null) =>
    onChange({
      ...mapping,
      columns: mapping.columns.map((before, index) => {
        if (index === at) return meaning;
        return meaning !== null && before === meaning && !isRepeatable(meaning) ? null : before;
      }),
    });
  return (
    <fieldset className="flex min-w-0 flex-col gap-3" disabled={disabled}>
      <legend className="pb-1 text-13 font-medium">{t("columns")}</legend>
      {isRemembered && <p className="text-12 text-ink-2">{t("remembered")}</p>}
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {columns.map(({ heading, samples }, at) => (
          <Select
            key={at}
            label={heading === "" ? t("column", { number: at + 1 }) : heading}
            hint={samples.join(" · ").slice(0, 90)}
            options={choices.map((value) => ({ value, label: t(`meaning.${value}`) }))}
            value={mapping.columns[at] ?? "none"}
            disabled={disabled}
            onChange={(value) => mean(at, value === "none" ? null : value)}
          />
        ))}
        <Select
          label={t("decimal")}
          options={[
            { value: ",", label: t("comma") },
            { value: ".", label: t("dot") },
          ]}
          value={mapping.decimal}
          disabled={disabled}
          onChange={(decimal) => onChange({ ...mapping, decimal })}
        />
      </div>
    </fieldset>
  );
}
