import type { PersonRef } from "@/lib/review/view";

/** Who has it on the desk. */
export function Initials({ person, label }: { readonly person: PersonRef; readonly label: string }) {
  return (
    <span
      title={label}
      className="inline-flex size-6 shrink-0 items-center justify-center rounded-full border border-line bg-sunken text-12 leading-none text-ink-2"
    >
      <span aria-hidden>{person.initials}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
