"use client";
import { useTranslations } from "next-intl";
import { chooseStory, type Story } from "@/components/reconciliation/choose";
import type { MovementTexts } from "@/components/reconciliation/movement-texts";
import { Amount } from "@/components/ui/amount";
import { cx } from "@/components/ui/cx";
import { Kbd } from "@/components/ui/kbd";
import { StatusShape } from "@/components/ui/status-mark";
import { useKeyOf } from "@/components/shell/keys";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import { addAmounts } from "@/lib/kernel/money";

type Props = {
  readonly payload: ReconciliationPayload;
  readonly stories: readonly Story[];
  /** −1: a person made what is on screen. */
  readonly at: number;
  readonly texts: Pick<MovementTexts, "who" | "which">;
  readonly readOnly: boolean;
  readonly onChoose: (next: ReconciliationPayload) => void;
};

/** The explanations of a movement, best first; the key goes from one to the next. */
export function StoryList({ payload, stories, at, texts, readOnly, onChoose }: Props) {
  const t = useTranslations("reconciliation.stories");
  const key = useKeyOf("nextAlternative");
  if (stories.length === 0) return <p className="text-12 text-ink-3">{t("none")}</p>;
  return (
    <section aria-label={t("label")} className="flex min-w-0 flex-col gap-1">
      <h2 className="flex items-center gap-2 text-12 text-ink-3">
        {t("label")} {stories.length > 1 && key !== undefined && !readOnly && <Kbd keys={key} />}
      </h2>
      <ol className="flex flex-col">
        {stories.map((story, index) => {
          const told = chooseStory(payload, story);
          const isCurrent = index === at;
          return (
            <li key={index}>
              <button
                type="button"
                disabled={readOnly}
                aria-current={isCurrent || undefined}
                onClick={() => onChoose(told)}
                className={cx(
                  "grid min-h-9 w-full grid-cols-[14px_minmax(0,1fr)_auto] items-center gap-x-2 rounded-sm px-1.5 py-1 text-left text-13 enabled:hover:bg-hover disabled:cursor-default",
                  isCurrent && "bg-hover",
                )}
              >
                {isCurrent ? (
                  <StatusShape status="clear" />
                ) : (
                  <span className="text-center text-12 text-ink-3 tabular-nums">{index + 1}</span>
                )}
                <span className="min-w-0 truncate">
                  <span className={story.type === "match" ? "font-medium" : "text-ink-2"}>{texts.who(told)}</span>{" "}
                  <span className="text-ink-2">{texts.which(told)}</span>
                </span>
                {story.type === "match" && (
                  <Amount
                    value={addAmounts(told.documents.map(({ amount }) => amount))}
                    currency={payload.movement.currency}
                    className="text-12 text-ink-2"
                  />
                )}
              </button>
            </li>
          );
        })}
        {at === -1 && payload.choice !== "undecided" && (
          <li className="flex min-h-9 items-center gap-2 px-1.5 text-13 text-ink-2">
            <StatusShape status="clear" />
            {t("byHand")}
          </li>
        )}
      </ol>
    </section>
  );
}
