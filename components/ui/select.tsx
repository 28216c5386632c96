"use client";
import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { Field, inputClass, type FieldProps } from "@/components/ui/field";

export type SelectOption<V extends string> = {
  readonly value: V;
  readonly label: ReactNode;
  readonly text?: string;
  readonly disabled?: boolean;
};

type Props<V extends string> = FieldProps & {
  readonly options: readonly SelectOption<V>[];
  readonly value: V | null;
  readonly onChange: (value: V) => void;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly name?: string | undefined;
  readonly className?: string | undefined;
};

/** A choice among a few. `text` is what typing the first letters looks at when the label is not plain text. */
export function Select<V extends string>({
  options,
  value,
  onChange,
  placeholder,
  disabled,
  name,
  label,
  hideLabel,
  hint,
  error,
  doubtful,
  className,
}: Props<V>) {
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={error} className={className}>
      {(ids) => (
        <Radix.Root
          value={value ?? ""}
          onValueChange={(next) => {
            const option = options.find((candidate) => candidate.value === next);
            if (option) onChange(option.value);
          }}
          {...(disabled === undefined ? {} : { disabled })}
          {...(name === undefined ? {} : { name })}
        >
          <Radix.Trigger
            {...ids}
            className={cx(
              inputClass({ error, doubtful }),
              "inline-flex items-center justify-between gap-2 text-left data-placeholder:text-ink-3",
            )}
          >
            <span className="truncate">
              {/* Given here, because the server does not draw the options that Radix would take it from. */}
              <Radix.Value placeholder={placeholder ?? "—"}>
                {options.find((option) => option.value === value)?.label ?? placeholder ?? "—"}
              </Radix.Value>
            </span>
            <ChevronDown size={14} aria-hidden className="shrink-0 text-ink-3" />
          </Radix.Trigger>
          <Radix.Portal>
            <Radix.Content
              position="popper"
              sideOffset={4}
              collisionPadding={8}
              className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-appear overflow-hidden rounded-md border border-line bg-raised p-1 shadow-float"
            >
              <Radix.Viewport>
                {options.map((option) => (
                  <Radix.Item
                    key={option.value}
                    value={option.value}
                    {...(option.disabled === undefined ? {} : { disabled: option.disabled })}
                    {...(option.text === undefined ? {} : { textValue: option.text })}
                    className="control-height flex cursor-default items-center gap-2 rounded-sm pr-2 pl-7 text-13 outline-none select-none data-disabled:text-ink-3 data-highlighted:bg-hover relative"
                  >
                    <Radix.ItemIndicator className="absolute left-2">
                      <Check size={14} aria-hidden className="text-accent" />
                    </Radix.ItemIndicator>
                    <Radix.ItemText>{option.label}</Radix.ItemText>
                  </Radix.Item>
                ))}
              </Radix.Viewport>
            </Radix.Content>
          </Radix.Portal>
        </Radix.Root>
      )}
    </Field>
  );
}
