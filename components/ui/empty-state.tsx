import type { ReactNode } from "react";

/** Teaches by doing: one sentence and, where there is one, the next step. */
export function EmptyState({
  title,
  children,
  action,
}: {
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-16 text-center">
      <p className="text-16 font-medium">{title}</p>
      {children !== undefined && <p className="max-w-[46ch] text-13 text-ink-2">{children}</p>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}
