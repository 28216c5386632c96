"use client";
import type { ComponentProps } from "react";
import { cx } from "@/components/ui/cx";
import { readDate, showDate } from "@/components/ui/date-text";
import { Field, inputClass, type FieldProps } from "@/components/ui/field";
import { useTypedText } from "@/components/ui/use-typed-text";

type Props = FieldProps &
  Omit<ComponentProps<"input">, "id" | "children" | "value" | "defaultValue" | "onChange" | "type"> & {
    /** "2026-10-14" or null. */
    readonly value: string | null;
    readonly onChange: (value: string | null) => void;
    /** Said when what was typed is no date. */
    readonly unreadable?: string | undefined;
  };

/** Typed as dd/MM/yyyy (or 141026); the value is a calendar date without a zone. */
export function DateField({
  value,
  onChange,
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
  const text = useTypedText({ value, onChange, read: readDate, show: (date) => showDate(date) ?? "", onBlur, onKeyDown });
  const problem = error ?? (text.isUnreadable ? unreadable : undefined);

  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={problem} className={className}>
      {(ids) => (
        <input
          placeholder="dd/mm/aaaa"
          {...input}
          {...ids}
          inputMode="numeric"
          autoComplete="off"
          {...text.input}
          aria-invalid={problem === undefined ? undefined : true}
          className={cx(inputClass({ error: problem, doubtful }), "tabular-nums")}
        />
      )}
    </Field>
  );
}
