"use client";
import type { MouseEvent } from "react";
import { cx } from "@/components/ui/cx";

type Props = {
  readonly ticked: boolean;
  readonly focusable: boolean;
  readonly label: string;
  /** `through`: everything up to here. */
  readonly onTick: (through: boolean) => void;
};

/** The box of a row: there when it is wanted, always under a finger. */
export function RowTick({ ticked, focusable, label, onTick }: Props) {
  return (
    <span
      className={cx(
        "flex",
        !ticked &&
          "pointer-fine:opacity-0 pointer-fine:group-hover:opacity-100 pointer-fine:group-focus-within:opacity-100 pointer-fine:group-data-picking:opacity-100",
      )}
      onClickCapture={(event) => tickThrough(event, () => onTick(true))}
    >
      <input
        type="checkbox"
        tabIndex={focusable ? 0 : -1}
        checked={ticked}
        onChange={() => onTick(false)}
        aria-label={label}
        className="relative size-4 accent-accent after:absolute after:-inset-3"
      />
    </span>
  );
}

/** Shift on a tick means everything up to here. */
function tickThrough(event: MouseEvent, tick: () => void): void {
  if (!event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  tick();
}
