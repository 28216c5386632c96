import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

type Props = {
  readonly value: number;
  readonly max: number;
  /** Read aloud: "Cuota del mes". */
  readonly label: string;
  /** Read aloud instead of the bare number: "1.204 de 5.000 llamadas". */
  readonly valueText: string;
  /** Where it will stand at the end of the period, in the unit of `value`. */
  readonly forecast?: number | undefined;
  readonly tone?: "accent" | "needs" | "refused" | undefined;
  readonly caption?: ReactNode;
};

const fills = { accent: "bg-accent", needs: "bg-needs", refused: "bg-refused" };

/** A quota or progress of something that takes long. */
export function Bar({ value, max, label, valueText, forecast, tone = "accent", caption }: Props) {
  const share = max <= 0 ? 0 : Math.min(1, Math.max(0, value / max));
  const ahead = forecast === undefined || max <= 0 ? 0 : Math.min(1, forecast / max);
  // A mark that stands on the bar's own end says nothing.
  const mark = ahead > share + 0.03 ? ahead : null;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div
        role="progressbar"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuetext={valueText}
        className="relative h-1.5 rounded-full bg-line"
      >
        <div className={cx("h-full rounded-full transition-[width]", fills[tone])} style={{ width: `${share * 100}%` }} />
        {mark !== null && (
          <span aria-hidden className="absolute -top-1 h-3.5 w-0.5 -translate-x-1/2 bg-ink-2" style={{ left: `${mark * 100}%` }} />
        )}
      </div>
      {caption !== undefined && <div className="flex justify-between gap-3 text-12 whitespace-nowrap text-ink-3">{caption}</div>}
    </div>
  );
}
