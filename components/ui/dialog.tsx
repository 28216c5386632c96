"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

type Props = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly closeLabel: string;
  readonly size?: "sm" | "md" | "lg" | "full" | undefined;
  readonly footer?: ReactNode;
  readonly children?: ReactNode;
};

const widths = {
  sm: "sm:max-w-96",
  md: "sm:max-w-[560px]",
  lg: "sm:max-w-[760px]",
  full: "sm:max-w-[1280px] sm:top-[4vh]! sm:max-h-[92vh]!",
};

/** For what is rare and deserves a stop. Comes from below on a phone. */
export function Dialog({ open, onOpenChange, title, description, closeLabel, size = "md", footer, children }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-[rgb(20_20_16/0.4)]" />
        <Radix.Content
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          className={cx(
            "fixed inset-x-0 bottom-0 z-50 flex max-h-[88dvh] animate-rise flex-col rounded-t-lg border border-line bg-raised shadow-float",
            "sm:inset-x-auto sm:top-[14vh] sm:bottom-auto sm:left-1/2 sm:w-[calc(100vw-32px)] sm:-translate-x-1/2 sm:rounded-lg sm:max-h-[72vh]",
            widths[size],
          )}
        >
          <header className="flex items-start gap-4 px-5 pt-4 pb-2">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-16 font-semibold">{title}</Radix.Title>
              {description !== undefined && <Radix.Description className="mt-1 text-13 text-ink-2">{description}</Radix.Description>}
            </div>
            <Radix.Close
              aria-label={closeLabel}
              className="control-height -mr-2 inline-flex aspect-square items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
            >
              <X size={16} aria-hidden />
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {footer !== undefined && <footer className="hairline-t flex flex-wrap justify-end gap-2 px-5 py-3">{footer}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
