import { cx } from "@/components/ui/cx";
import { showAmount } from "@/components/ui/amount-text";

type Props = {
  /** "121.00"; null when there is none. */
  readonly value: string | null;
  readonly currency?: string | null | undefined;
  readonly className?: string | undefined;
  readonly strong?: boolean | undefined;
};

/** 1.234,50 € with the currency in a lighter tone; "—" when absent, "0,00 €" when zero. */
export function Amount({ value, currency, strong = false, className }: Props) {
  const shown = showAmount(value, currency ?? null);
  if (shown === null) return <span className={cx("text-ink-3", className)}>—</span>;
  return (
    <span className={cx("whitespace-nowrap tabular-nums", strong && "font-semibold", className)}>
      {shown.figures}
      {shown.symbol !== "" && <span className="font-normal text-ink-3"> {shown.symbol}</span>}
    </span>
  );
}
