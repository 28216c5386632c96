"use client";
import { useTranslations } from "next-intl";
import { useState, type ReactElement } from "react";
import { Popover } from "@/components/review/popover";
import { Button } from "@/components/ui/button";
import { inputClass } from "@/components/ui/field";

type Props = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly anchor: ReactElement;
  /** Why this one asks for more: the sentences of what is unusual about it. */
  readonly reasons: readonly string[];
  readonly action: string;
  /** The last try was not what the item says. */
  readonly failed: boolean;
  readonly onConfirm: (typed: string) => void;
};

/** High risk: the amount or the number is typed by hand, so that it was looked at. */
export function ConfirmPopover({ open, onOpenChange, anchor, reasons, action, failed, onConfirm }: Props) {
  const t = useTranslations("review.confirm");
  const [typed, setTyped] = useState("");
  return (
    <Popover open={open} onOpenChange={onOpenChange} anchor={anchor} label={t("title")}>
      <form
        className="flex flex-col gap-2 text-13"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== "") onConfirm(typed.trim());
        }}
      >
        <p className="font-medium">{t("title")}</p>
        {reasons.map((reason) => (
          <p key={reason} className="text-needs">
            {reason}
          </p>
        ))}
        <label className="flex flex-col gap-1.5">
          <span className="text-ink-2">{t("ask")}</span>
          <input
            // The popover opens because something must be typed here.
            autoFocus
            autoComplete="off"
            maxLength={60}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            aria-invalid={failed || undefined}
            className={inputClass({ error: failed ? t("wrong") : undefined })}
          />
        </label>
        {failed && (
          <p role="alert" className="text-refused">
            {t("wrong")}
          </p>
        )}
        <Button type="submit" tone="primary" disabled={typed.trim() === ""} className="self-end">
          {action}
        </Button>
      </form>
    </Popover>
  );
}
