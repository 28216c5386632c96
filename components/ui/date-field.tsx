"use client";
import { useState, type ComponentProps } from "react";
import { cx } from "@/components/ui/cx";
import { readDate, showDate } from "@/components/ui/date-text";
import { Field, inputClass, type FieldProps } from "@/components/ui/field";

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
  const [draft, setDraft] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const bad = left && draft !== null && draft.trim() !== "" && readDate(draft) === null;
  const problem = error ?? (bad && unreadable !== undefined ? unreadable : undefined);

  function commit(): void {
    setLeft(true);
    if (draft === null) return;
    const next = draft.trim() === "" ? null : readDate(draft);
    if (next === null && draft.trim() !== "") return;
    setDraft(null);
    if (next !== value) onChange(next);
  }

  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={problem} className={className}>
      {(ids) => (
        <input
          placeholder="dd/mm/aaaa"
          {...input}
          {...ids}
          inputMode="numeric"
          autoComplete="off"
          value={draft ?? showDate(value) ?? ""}
          onChange={(event) => {
            setLeft(false);
            setDraft(event.target.value);
          }}
          onBlur={(event) => {
            commit();
            onBlur?.(event);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") commit();
            if (event.key === "Escape" && draft !== null) setDraft(null);
            onKeyDown?.(event);
          }}
          aria-invalid={problem === undefined ? undefined : true}
          className={cx(inputClass({ error: problem, doubtful }), "tabular-nums")}
        />
      )}
    </Field>
  );
}
