import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

type Props = { readonly title: ReactNode; readonly lead?: ReactNode; readonly actions?: ReactNode };

/** The head of a page: what it is, one sentence, what one can do. */
export function PageHeader({ title, lead, actions }: Props) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-20 font-semibold">{title}</h1>
        {lead !== undefined && <p className="mt-1 text-13 text-ink-2">{lead}</p>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

/** Margins of every page; `narrow` for what is read or filled in, full width for tables. */
export function PageBody({ narrow = false, children }: { readonly narrow?: boolean; readonly children: ReactNode }) {
  return <div className={cx("mx-auto px-4 py-6 md:px-8 md:py-8", narrow ? "max-w-[784px]" : "max-w-[1440px]")}>{children}</div>;
}
