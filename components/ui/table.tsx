import type { ComponentProps } from "react";
import { cx } from "@/components/ui/cx";

/** Hairlines instead of boxes; scrolls sideways inside itself, never the page. */
export function Table({ label, className, children, ...rest }: ComponentProps<"table"> & { readonly label: string }) {
  return (
    // Focusable, so that somebody without a mouse can scroll a wide table.
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="relative -mx-2 overflow-x-auto rounded-sm focus-visible:-outline-offset-2"
    >
      <table {...rest} aria-label={label} className={cx("w-full border-collapse text-13", className)}>
        {children}
      </table>
    </div>
  );
}

export function THead({ children }: ComponentProps<"thead">) {
  return <thead className="text-12 text-ink-3">{children}</thead>;
}

type CellProps = { readonly numeric?: boolean | undefined };

export function Th({ numeric = false, className, ...rest }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      scope="col"
      {...rest}
      className={cx("hairline-b h-8 px-2 font-normal whitespace-nowrap", numeric ? "text-right" : "text-left", className)}
    />
  );
}

export function Tr({ className, ...rest }: ComponentProps<"tr">) {
  return <tr {...rest} className={cx("hairline-b last:border-b-0", className)} />;
}

export function Td({ numeric = false, className, ...rest }: ComponentProps<"td"> & CellProps) {
  return <td {...rest} className={cx("h-row px-2", numeric && "text-right tabular-nums", className)} />;
}
