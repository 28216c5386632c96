import type { ReactNode } from "react";

/** Names and values of something that is looked at, in two columns with hairlines. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="hairline-t first:border-t-0 first:-mt-3">{children}</dl>;
}

export function Fact({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="hairline-b grid gap-x-6 gap-y-0.5 py-3 text-13 sm:grid-cols-[180px_minmax(0,1fr)] sm:items-baseline">
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

type SectionProps = {
  /** Where links from elsewhere lead to. */
  readonly id?: string;
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
};

/** A part of a settings page. */
export function Section({ id, title, lead, children }: SectionProps) {
  return (
    <section id={id} className="scroll-mt-6">
      <h2 className="text-16 font-semibold">{title}</h2>
      {lead !== undefined && <p className="mt-0.5 text-13 text-ink-2">{lead}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}
