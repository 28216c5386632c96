import { segmentsOf, type Stretch } from "@/components/reconciliation/bank-segments";
import { cx } from "@/components/ui/cx";

type Props = { readonly text: string; readonly marks: readonly Stretch[]; readonly className?: string | undefined };

/** What the bank printed, in a quiet face; what the match rests on is underlined. Text from outside stays text. */
export function BankText({ text, marks, className }: Props) {
  return (
    <span className={cx("font-mono text-12 text-ink-2", className)}>
      {segmentsOf(text, marks).map(({ text: part, isMarked }, index) =>
        isMarked ? (
          <mark key={index} className="bg-transparent text-ink underline decoration-accent decoration-[1.5px] underline-offset-[3px]">
            {part}
          </mark>
        ) : (
          part
        ),
      )}
    </span>
  );
}
