"use client";
import { cx } from "@/components/ui/cx";

export type Step = "source" | "fields";
export type Steps = {
  readonly names: Readonly<Record<Step, string>>;
  readonly current: Step;
  readonly onChange: (step: Step) => void;
};

/** On a narrow window source and fields have it in turn; on a wide one both stand there and this does not. */
export function ItemSteps({ names, current, onChange }: Steps) {
  return (
    <div className="flex shrink-0 gap-1 bg-sunken p-1 lg:hidden">
      {(["source", "fields"] as const).map((step) => (
        <button
          key={step}
          type="button"
          aria-pressed={step === current}
          onClick={() => onChange(step)}
          className={cx(
            "h-10 min-w-0 flex-1 truncate rounded-md px-2 text-13 transition-colors",
            step === current ? "border border-line bg-raised font-medium text-ink" : "border border-transparent text-ink-2",
          )}
        >
          {names[step]}
        </button>
      ))}
    </div>
  );
}
