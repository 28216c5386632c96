"use client";
import { useTranslations } from "next-intl";
import { useState, type ReactElement } from "react";
import { Popover } from "@/components/review/popover";
import { Button } from "@/components/ui/button";
import { inputClass } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";

type Props = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly anchor: ReactElement;
  /** "Rechazar" or "Aceptar la diferencia": both ask for a reason in the same way. */
  readonly title: string;
  readonly action: string;
  /** Reasons that come up every day; picking one is enough. */
  readonly usual: readonly string[];
  readonly onGive: (reason: string) => void;
};

/** Asks for a reason: one key for the usual ones, or words of one's own. */
export function ReasonPopover({ open, onOpenChange, anchor, title, action, usual, onGive }: Props) {
  return (
    <Popover open={open} onOpenChange={onOpenChange} anchor={anchor} label={title}>
      <ReasonForm title={title} action={action} usual={usual} onGive={onGive} />
    </Popover>
  );
}

function ReasonForm({ title, action, usual, onGive }: Pick<Props, "title" | "action" | "usual" | "onGive">) {
  const t = useTranslations("review.reason");
  const [text, setText] = useState("");
  const pick = (key: string) => {
    const reason = usual[Number(key) - 1];
    if (text === "" && reason !== undefined) onGive(reason);
    return text === "" && reason !== undefined;
  };
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") onGive(text.trim());
      }}
    >
      <label className="flex flex-col gap-1.5">
        <span className="text-13 font-medium">{title}</span>
        <input
          // The popover opens because somebody wants to write here.
          autoFocus
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.ctrlKey || event.metaKey || event.altKey) return;
            if (/^[1-9]$/.test(event.key) && pick(event.key)) event.preventDefault();
          }}
          placeholder={t("placeholder")}
          className={inputClass()}
        />
      </label>
      {usual.length > 0 && (
        <ul className="flex flex-col">
          {usual.map((reason, index) => (
            <li key={reason}>
              <button
                type="button"
                onClick={() => onGive(reason)}
                className="control-height flex w-full items-center gap-2 rounded-sm px-1.5 text-left text-13 text-ink-2 hover:bg-hover hover:text-ink"
              >
                <Kbd keys={String(index + 1)} />
                {reason}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Button type="submit" tone="danger" disabled={text.trim() === ""} shortcut="enter" className="self-end">
        {action}
      </Button>
    </form>
  );
}
