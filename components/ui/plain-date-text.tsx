import { cx } from "@/components/ui/cx";
import { showDate } from "@/components/ui/date-text";

/** 14/10/2026, or "—" when there is none. */
export function PlainDateText({ value, className }: { readonly value: string | null; readonly className?: string | undefined }) {
  const shown = showDate(value);
  if (shown === null || value === null) return <span className={cx("text-ink-3", className)}>—</span>;
  return (
    <time dateTime={value.slice(0, 10)} className={cx("whitespace-nowrap tabular-nums", className)}>
      {shown}
    </time>
  );
}
