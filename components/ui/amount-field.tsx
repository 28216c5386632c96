"use client";
import type { ComponentProps } from "react";
import { readAmount, showAmount } from "@/components/ui/amount-text";
import { cx } from "@/components/ui/cx";
import { Field, inputClass, type FieldProps } from "@/components/ui/field";
import { useTypedText } from "@/components/ui/use-typed-text";

type Props = FieldProps &
  Omit<ComponentProps<"input">, "id" | "children" | "value" | "defaultValue" | "onChange" | "type"> & {
    /** "121.00" or null. */
    readonly value: string | null;
    /** Called when the field is left or Enter is pressed with a readable value (or none). */
    readonly onChange: (value: string | null) => void;
    readonly currency?: string | undefined;
    readonly decimals?: number | undefined;
    /** Said when what was typed is no amount. */
    readonly unreadable?: string | undefined;
  };

/** Takes 1.234,56 and simple sums; shows es-ES. While typing, the text is the person's own. */
export function AmountField({
  value,
  onChange,
  currency,
  decimals = 2,
  unreadable,
  label,
  hideLabel,
  hint,
  error,
  doubtful,
  className,
  onBlur,
  onKeyDown,
  ...input
}: Props) {
  const show = (amount: string | null) => showAmount(amount, null)?.figures ?? "";
  const text = useTypedText({ value, onChange, read: (typed) => readAmount(typed, decimals), show, onBlur, onKeyDown });
  const problem = error ?? (text.isUnreadable ? unreadable : undefined);

  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={problem} className={className}>
      {(ids) => (
        <div className="relative">
          <input
            {...input}
            {...ids}
            inputMode="decimal"
            autoComplete="off"
            {...text.input}
            aria-invalid={problem === undefined ? undefined : true}
            className={cx(inputClass({ error: problem, doubtful }), "text-right tabular-nums", currency !== undefined && "pr-6")}
          />
          {currency !== undefined && (
            <span aria-hidden className="pointer-events-none absolute inset-y-0 right-2 flex items-center text-13 text-ink-3">
              {showAmount("0", currency)?.symbol}
            </span>
          )}
        </div>
      )}
    </Field>
  );
}
