"use client";
import { Check } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import { cx } from "@/components/ui/cx";

type Props = {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Read aloud; the row or heading says it to the eye. */
  readonly label: string;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
};

export function Checkbox({ checked, onChange, label, disabled = false, className }: Props) {
  return (
    <Radix.Root
      checked={checked}
      onCheckedChange={(next) => onChange(next === true)}
      disabled={disabled}
      aria-label={label}
      className={cx(
        "relative inline-flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-strong bg-raised after:absolute after:-inset-3 disabled:cursor-not-allowed disabled:opacity-55 data-[state=checked]:border-accent data-[state=checked]:bg-accent",
        className,
      )}
    >
      <Radix.Indicator>
        <Check size={12} strokeWidth={3} aria-hidden className="text-on-accent" />
      </Radix.Indicator>
    </Radix.Root>
  );
}
