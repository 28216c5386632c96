"use client";
import { useRef, type KeyboardEvent, type ReactNode } from "react";
import { Kbd } from "@/components/ui/kbd";

export type Choice<V> = { readonly value: V; readonly label: ReactNode; readonly note?: string; readonly current?: boolean };

type Props<V> = {
  readonly label: string;
  readonly choices: readonly Choice<V>[];
  readonly onChoose: (value: V) => void;
  /** Off where digits are typed into a search beside the list. */
  readonly digits?: boolean;
};

/** A handful of answers, each with a digit; arrows work too. */
export function ChoiceList<V>({ label, choices, onChoose, digits = true }: Props<V>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const picked = digits && /^[1-9]$/.test(event.key) ? choices[Number(event.key) - 1] : undefined;
    if (picked) {
      event.preventDefault();
      onChoose(picked.value);
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[Math.min(buttons.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))]?.focus();
  };
  return (
    <div ref={list} role="group" aria-label={label} onKeyDown={onKeyDown} className="flex max-h-80 flex-col overflow-y-auto">
      {choices.map((choice, index) => (
        <button
          key={index}
          type="button"
          aria-current={choice.current === true || undefined}
          onClick={() => onChoose(choice.value)}
          className="control-height flex shrink-0 items-center gap-2 rounded-sm px-1.5 text-left text-13 hover:bg-hover focus-visible:bg-hover focus-visible:-outline-offset-2"
        >
          {digits && index < 9 && <Kbd keys={String(index + 1)} />}
          <span className="min-w-0 flex-1 truncate">{choice.label}</span>
          {choice.note !== undefined && <span className="text-12 text-ink-3">{choice.note}</span>}
        </button>
      ))}
    </div>
  );
}
