"use client";
import { useState, type ComponentProps } from "react";
import { amountForEditing, readAmountText } from "@/components/invoices/amount-text";
import { showAmount } from "@/components/ui/amount-text";
import { cx } from "@/components/ui/cx";

type Props = Omit<ComponentProps<"input">, "value" | "onChange" | "type"> & {
  /** "1234.5" or null. */
  readonly value: string | null;
  /** At each key stroke that makes a readable number, so that the sums tick themselves off while typing. */
  readonly onChange: (value: string | null) => void;
  /** Places of an amount of money; without it as many stay as were typed. */
  readonly decimals?: number;
  /** Places shown at least: a price of 18 is 18,00. */
  readonly minDecimals?: number;
};

/** Takes 1.234,56 and simple sums. Shows grouped figures, and the bare number while it is edited. */
export function NumberInput({
  value,
  onChange,
  decimals,
  minDecimals = decimals ?? 0,
  className,
  onFocus,
  onBlur,
  readOnly,
  ...input
}: Props) {
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: string | null } | null>(null);
  // An undo, or another person, changed the value under the cursor: the typed text is no longer it.
  const text = typed !== null && typed.value === value ? typed.text : null;
  const isUnreadable = text !== null && text.trim() !== "" && readAmountText(text, decimals ?? null) === null;
  const shown = text ?? shownNumber(value, minDecimals);
  return (
    <input
      {...input}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      readOnly={readOnly}
      value={shown}
      aria-invalid={isUnreadable || undefined}
      onFocus={(event) => {
        onFocus?.(event);
        if (readOnly === true) return;
        setTyped({ text: amountForEditing(value, minDecimals), value });
        const box = event.currentTarget;
        requestAnimationFrame(() => box.select());
      }}
      onChange={(event) => {
        const next = event.target.value;
        const read = next.trim() === "" ? null : readAmountText(next, decimals ?? null);
        // Half a sum ("100+") is no number yet: the last readable one stays.
        const kept = read === null && next.trim() !== "" ? value : read;
        setTyped({ text: next, value: kept });
        if (kept !== value) onChange(kept);
      }}
      onBlur={(event) => {
        setTyped(null);
        onBlur?.(event);
      }}
      className={cx("text-right tabular-nums", isUnreadable && "text-refused", className)}
    />
  );
}

function shownNumber(value: string | null, minDecimals: number): string {
  if (value === null) return "";
  const [whole, fraction] = amountForEditing(value, minDecimals).split(",");
  const grouped = showAmount(whole ?? "0", null)?.figures.replace(/,00$/, "") ?? value;
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}
