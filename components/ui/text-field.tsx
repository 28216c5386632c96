"use client";
import type { ComponentProps } from "react";
import { cx } from "@/components/ui/cx";
import { Field, inputClass, type FieldProps } from "@/components/ui/field";

type Props = FieldProps & Omit<ComponentProps<"input">, "id" | "children"> & { readonly mono?: boolean | undefined };

export function TextField({ label, hideLabel, hint, error, doubtful, mono = false, className, ...input }: Props) {
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={error} className={className}>
      {(ids) => (
        <input
          type="text"
          autoComplete="off"
          {...input}
          {...ids}
          className={cx(inputClass({ error, doubtful }), mono && "font-mono text-13")}
        />
      )}
    </Field>
  );
}

type AreaProps = FieldProps & Omit<ComponentProps<"textarea">, "id" | "children">;

export function TextArea({ label, hideLabel, hint, error, doubtful, className, rows = 3, ...area }: AreaProps) {
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={error} className={className}>
      {(ids) => <textarea rows={rows} {...area} {...ids} className={cx(inputClass({ error, doubtful }), "h-auto! resize-y py-1.5")} />}
    </Field>
  );
}
