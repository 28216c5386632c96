"use client";
import { Popover as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";

type Props = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** The button it belongs to; takes a ref. */
  readonly anchor: ReactElement;
  readonly label: string;
  readonly children: ReactNode;
};

/** A small form above its button, where a dialog would be too much of a stop. */
export function Popover({ open, onOpenChange, anchor, label, children }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Anchor asChild>{anchor}</Radix.Anchor>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          side="top"
          align="end"
          sideOffset={8}
          collisionPadding={12}
          className="z-40 w-[min(360px,calc(100vw-24px))] animate-rise rounded-md border border-line bg-raised p-3 shadow-float outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
