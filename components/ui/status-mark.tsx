import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

export type Status = "clear" | "needs" | "refused" | "waiting";

const tones: Record<Status, string> = { clear: "text-clear", needs: "text-needs", refused: "text-refused", waiting: "text-waiting" };

/** Shape, colour and word together: the shape alone would do for somebody who sees no colour. */
export function StatusMark({
  status,
  children,
  hideWord = false,
  className,
}: {
  readonly status: Status;
  readonly children: ReactNode;
  readonly hideWord?: boolean;
  readonly className?: string | undefined;
}) {
  return (
    <span className={cx("inline-flex min-w-0 max-w-full items-center gap-1.5 align-middle", tones[status], className)}>
      <StatusShape status={status} />
      <span className={hideWord ? "sr-only" : "min-w-0 truncate"}>{children}</span>
    </span>
  );
}

/** ● with a tick, ◐, ■ with a cross, ○ */
export function StatusShape({ status }: { readonly status: Status }) {
  return (
    <svg viewBox="0 0 14 14" width={14} height={14} aria-hidden className={cx("shrink-0", tones[status])}>
      {status === "clear" && (
        <>
          <circle cx="7" cy="7" r="6" fill="currentColor" />
          <path
            d="M4.2 7.2 6.2 9.2 9.9 5.2"
            fill="none"
            stroke="var(--paper)"
            strokeWidth="1.5"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      )}
      {status === "needs" && (
        <>
          <circle cx="7" cy="7" r="5.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M7 1.75a5.25 5.25 0 0 1 0 10.5z" fill="currentColor" />
        </>
      )}
      {status === "refused" && (
        <>
          <rect x="1.5" y="1.5" width="11" height="11" rx="1.5" fill="currentColor" />
          <path d="M5 5l4 4M9 5l-4 4" stroke="var(--paper)" strokeWidth="1.5" strokeLinecap="round" />
        </>
      )}
      {status === "waiting" && <circle cx="7" cy="7" r="5.25" fill="none" stroke="currentColor" strokeWidth="1.5" />}
    </svg>
  );
}
