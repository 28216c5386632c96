import type { ComponentProps, ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { Tooltip } from "@/components/ui/tooltip";

type Props = Omit<ComponentProps<"button">, "children"> & {
  /** Read aloud, and shown on hover and focus. */
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly side?: "top" | "right" | "bottom" | "left" | undefined;
  readonly children: ReactNode;
};

export function IconButton({ label, shortcut, side, children, className, type = "button", ...rest }: Props) {
  return (
    <Tooltip label={label} shortcut={shortcut} side={side}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        className={cx(
          "control-height inline-flex aspect-square shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink disabled:cursor-not-allowed disabled:opacity-55",
          className,
        )}
      >
        {children}
      </button>
    </Tooltip>
  );
}
