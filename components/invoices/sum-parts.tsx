"use client";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Check } from "@/components/invoices/arithmetic";
import { NumberInput } from "@/components/invoices/number-input";
import { SumTick } from "@/components/invoices/sum-tick";
import { amountText } from "@/components/review/amount-list";
import { MarginSign, MarkNote, useField } from "@/components/review/fields";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";

/** The columns that all rows of the sums share. */
export const columns =
  "grid grid-cols-[minmax(0,1fr)_48px_80px_88px_18px_24px] items-center gap-x-0.5 @min-[480px]:grid-cols-[minmax(0,1fr)_56px_88px_104px_20px_24px] @min-[480px]:gap-x-1";

type RowProps = {
  readonly label: string;
  readonly sign?: string;
  readonly path: string;
  readonly value: string | null;
  readonly readOnly: boolean;
  readonly check: Check;
  readonly currency: string;
  readonly onChange: (value: string | null) => void;
  readonly strong?: boolean;
  readonly quiet?: boolean;
};

/** One sum: its sign and name, its figure, whether it is right, and by how much not. */
export function SumRow({ label, sign = "", path, value, readOnly, check, currency, onChange, strong = false, quiet = false }: RowProps) {
  const { mark } = useField(path);
  return (
    <>
      <div className={cx(columns, "relative", strong && "hairline-t mt-0.5 pt-0.5")}>
        <MarginSign mark={mark} className="top-2.5" />
        <Label sign={sign} strong={strong} quiet={quiet}>
          {label}
        </Label>
        <span className="col-span-2" />
        <Figure path={path} value={value} money readOnly={readOnly} label={label} onChange={onChange} strong={strong} />
        <SumTick check={check} />
      </div>
      <OffNote check={check} currency={currency} onUse={readOnly ? null : onChange} />
      <FieldNote path={path} />
    </>
  );
}

export function Label({
  sign,
  strong = false,
  quiet = false,
  children,
}: {
  readonly sign: string;
  readonly strong?: boolean;
  readonly quiet?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <span className={cx("flex min-w-0 items-baseline gap-2", strong ? "font-semibold" : quiet ? "text-ink-3" : "text-ink-2")}>
      <span aria-hidden className="w-2.5 shrink-0 text-center font-normal text-ink-3">
        {sign}
      </span>
      <span className="truncate">{children}</span>
    </span>
  );
}

type FigureProps = {
  readonly path: string;
  readonly value: string | null;
  readonly readOnly: boolean;
  readonly label: string;
  readonly onChange: (value: string | null) => void;
  readonly money?: boolean;
  readonly suffix?: string;
  readonly strong?: boolean;
};

export function Figure({ path, value, readOnly, label, onChange, money = false, suffix, strong = false }: FigureProps) {
  const { mark, props, isActive } = useField(path);
  return (
    <span className="relative block">
      <NumberInput
        {...props}
        value={value}
        onChange={onChange}
        readOnly={readOnly}
        aria-label={label}
        {...(money ? { decimals: 2 } : {})}
        className={cx(
          "control-height w-full rounded-sm border bg-transparent px-1.5 outline-none focus-visible:border-accent focus-visible:bg-raised focus-visible:outline-1 focus-visible:-outline-offset-1 focus-visible:outline-accent pointer-coarse:text-16",
          mark !== null ? (mark.level === "block" ? "border-refused bg-refused-soft" : "border-needs bg-needs-soft") : "border-transparent",
          !readOnly && "hover:border-line",
          isActive && "border-accent",
          suffix !== undefined && "pr-5",
          strong && "font-semibold",
        )}
      />
      {suffix !== undefined && (
        <span aria-hidden className="pointer-events-none absolute inset-y-0 right-1.5 flex items-center text-12 text-ink-3">
          {suffix}
        </span>
      )}
    </span>
  );
}

export function FieldNote({ path }: { readonly path: string }) {
  const { mark, noteId } = useField(path);
  return <MarkNote mark={mark} id={noteId} className="pl-5" />;
}

/** By how much a sum is off, and one press to take the computed figure. */
export function OffNote({
  check,
  currency,
  onUse,
}: {
  readonly check: Check;
  readonly currency: string;
  readonly onUse: ((value: string) => void) | null;
}) {
  const t = useTranslations("invoice.sums");
  if (check.status !== "off") return null;
  const isOver = !check.off.startsWith("-");
  return (
    <p className="flex flex-wrap items-center justify-end gap-x-2 pr-12 text-12 text-needs">
      {t(isOver ? "over" : "under", {
        off: amountText(check.off.replace("-", ""), currency),
        computed: amountText(check.computed, currency),
      })}
      {onUse !== null && (
        <button
          type="button"
          onClick={() => onUse(check.computed)}
          className="min-h-6 rounded-sm px-1 font-medium text-accent underline-offset-4 hover:underline"
        >
          {t("use", { computed: amountText(check.computed, currency) })}
        </button>
      )}
    </p>
  );
}

export function Remove({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="inline-flex size-6 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
    >
      <X size={14} aria-hidden />
    </button>
  );
}

export function SumButton({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <Button tone="quiet" icon={<Plus size={14} aria-hidden className="shrink-0" />} onClick={onClick} className="text-12!">
      {children}
    </Button>
  );
}
