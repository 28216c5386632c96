"use client";
import { ChevronDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { narrowing, wide, type Narrowing } from "@/components/reconciliation/address";
import { amountText } from "@/components/review/amount-list";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Menu, MenuChoice } from "@/components/ui/menu";
import { directions, proposalKinds } from "@/lib/agents/reconciliation/list-query";
import type { Facet, MovementFacets } from "@/lib/agents/reconciliation/list-view";

type Props = {
  readonly value: Narrowing;
  readonly facets: MovementFacets | null;
  readonly onChange: (change: Partial<Narrowing>) => void;
};

type Choice = { readonly name: keyof Narrowing; readonly options: readonly { readonly value: string; readonly label: string }[] };

/** What the list is narrowed to; each is a part of the address. What would leave nothing is not offered. */
export function FilterBar({ value, facets, onChange }: Props) {
  const t = useTranslations("reconciliation");
  const choices = useChoices(facets);
  const isNarrow = narrowing.some((name) => value[name] !== null);
  return (
    <div
      role="search"
      aria-label={t("filter.label")}
      // Relative: what only screen readers hear is placed by it, and scrolls with it instead of widening the page.
      className="relative flex min-w-0 flex-1 items-center gap-0.5 overflow-x-auto py-1 [scrollbar-width:none] max-md:basis-full"
    >
      {choices.map((choice) => (
        <FilterMenu key={choice.name} choice={choice} current={value[choice.name]} onChange={onChange} />
      ))}
      {value.amount !== null && (
        <Button
          tone="quiet"
          className="bg-accent-soft text-accent!"
          icon={<X size={13} aria-hidden />}
          aria-label={t("filter.drop", { name: t("filter.amount") })}
          onClick={() => onChange({ amount: null })}
        >
          {amountText(value.amount, "EUR")}
        </Button>
      )}
      {isNarrow && (
        <Button tone="quiet" onClick={() => onChange(wide)}>
          {t("filter.clear")}
        </Button>
      )}
    </div>
  );
}

const any = "—";

type MenuProps = { readonly choice: Choice; readonly current: string | null; readonly onChange: Props["onChange"] };

function FilterMenu({ choice: { name, options }, current, onChange }: MenuProps) {
  const t = useTranslations("reconciliation.filter");
  if (options.length === 0 && current === null) return null;
  const shown = options.find((option) => option.value === current)?.label ?? current;
  return (
    <Menu
      trigger={
        <button
          type="button"
          className={cx(
            "control-height inline-flex shrink-0 items-center gap-1 rounded-md px-2 text-13 whitespace-nowrap hover:bg-hover",
            current === null ? "text-ink-2 hover:text-ink" : "bg-accent-soft font-medium text-accent",
          )}
        >
          <span className="max-w-48 truncate">{current === null ? t(name) : shown}</span>
          {current !== null && <span className="sr-only">{t(name)}</span>}
          <ChevronDown size={13} aria-hidden className="shrink-0" />
        </button>
      }
    >
      <MenuChoice
        label={t(name)}
        value={current ?? any}
        options={[{ value: any, label: t("any") }, ...options]}
        onChange={(next) => onChange({ [name]: next === any ? null : next })}
      />
    </Menu>
  );
}

function useChoices(facets: MovementFacets | null): readonly Choice[] {
  const t = useTranslations("reconciliation");
  const counted = <V extends string>(list: readonly Facet<V>[] | undefined, label: (facet: Facet<V>) => string) =>
    (list ?? []).map((facet) => ({ value: facet.value as string, label: `${label(facet)} · ${facet.count}` }));
  return [
    { name: "standing", options: proposalKinds.map((value) => ({ value, label: t(`standing.${value}`) })) },
    { name: "account", options: counted(facets?.accounts, ({ label, value }) => label ?? value) },
    { name: "direction", options: directions.map((value) => ({ value, label: t(`direction.${value}`) })) },
    { name: "month", options: counted(facets?.months, ({ value }) => monthName(value)) },
    { name: "party", options: counted(facets?.parties, ({ value }) => value) },
    { name: "reason", options: counted(facets?.reasons, ({ value }) => t(`rule.${value}`)) },
    { name: "class", options: counted(facets?.classes, ({ value }) => t(`class.${value}`)) },
  ];
}

/** "11/2026" */
const monthName = (month: string): string => `${month.slice(5, 7)}/${month.slice(0, 4)}`;
