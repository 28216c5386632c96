import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { TabStrip } from "@/components/ui/tab-strip";

export type Tab = { readonly href: string; readonly label: ReactNode; readonly count?: number | undefined; readonly current: boolean };

/** Tabs are addresses: they survive reload, back and a new window. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
    <TabStrip
      label={label}
      current={tabs.find(({ current }) => current)?.href}
      className="hairline-b flex gap-5 overflow-x-auto [scrollbar-width:none]"
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          aria-current={tab.current ? "page" : undefined}
          className={cx(
            "-mb-px inline-flex h-10 shrink-0 items-center gap-1.5 border-b-2 text-13 transition-colors focus-visible:-outline-offset-2",
            tab.current ? "border-accent font-medium text-ink" : "border-transparent text-ink-2 hover:text-ink",
          )}
        >
          {tab.label}
          {tab.count !== undefined && <span className="text-12 font-normal text-ink-3">{tab.count}</span>}
        </Link>
      ))}
    </TabStrip>
  );
}
