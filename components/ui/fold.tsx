import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** What is there for who wants to know: one line until it is unfolded. */
export function Fold({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) {
  return (
    <details className="group">
      <summary className="control-height -mx-2 inline-flex cursor-pointer list-none items-center gap-1.5 rounded-md px-2 text-13 text-ink-2 hover:bg-hover hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight size={15} aria-hidden className="shrink-0 transition-transform group-open:rotate-90" />
        {title}
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}
