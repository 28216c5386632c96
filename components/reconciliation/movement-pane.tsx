"use client";
import { useTranslations } from "next-intl";
import { chooseStory, nextStory } from "@/components/reconciliation/choose";
import { HandOver } from "@/components/reconciliation/hand-over";
import { MatchPanel, type Searching } from "@/components/reconciliation/match-panel";
import { MovementSource } from "@/components/reconciliation/movement-source";
import { useMovementTexts } from "@/components/reconciliation/movement-texts";
import { ReconciliationOutcome } from "@/components/reconciliation/reconciliation-outcome";
import { shownStory } from "@/components/reconciliation/shown-story";
import { StoryList } from "@/components/reconciliation/story-list";
import { useReconciliationDescribe } from "@/components/reconciliation/use-reconciliation-describe";
import { WhyList } from "@/components/reconciliation/why-list";
import { DecisionBar } from "@/components/review/decision-bar";
import type { DecisionBarProps } from "@/components/review/decision-bar-props";
import type { Place } from "@/components/review/place";
import { useSentences } from "@/components/review/use-sentences";
import { useKeyOf } from "@/components/shell/keys";
import { Kbd } from "@/components/ui/kbd";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import type { MovementRow } from "@/lib/agents/reconciliation/list-view";
import type { ItemView } from "@/lib/review/view";

type Props = {
  readonly place: Place;
  readonly row: MovementRow;
  readonly payload: ReconciliationPayload;
  readonly searching: Searching;
  readonly onSearching: (searching: Searching) => void;
  readonly readOnly: boolean;
  /** Put together by hand: saved by itself. */
  readonly onEdit: (next: ReconciliationPayload) => void;
  /** Looked at: saved when it is accepted. */
  readonly onShow: (next: ReconciliationPayload) => void;
  readonly bar: Omit<DecisionBarProps, "item" | "outcome" | "approveLabel" | "usual" | "duplicate" | "confirmReasons">;
};

/** The movement under the cursor with everything to decide it, below the list: the next one is a key away. */
export function MovementPane({ place, row, payload, searching, onSearching, readOnly, onEdit, onShow, bar }: Props) {
  const t = useTranslations("reconciliation");
  const texts = useMovementTexts();
  const sentences = useSentences();
  const describe = useReconciliationDescribe();
  const openKey = useKeyOf("open");
  const { stories, at, option } = shownStory(payload, row.matching);
  const isProposed = at === 0 && row.standing !== "clear";
  return (
    <section aria-label={t("pane")} className="hidden shrink-0 flex-col border-t border-line-strong bg-paper md:flex">
      <div className="grid h-60 min-h-0 grid-cols-[minmax(200px,0.8fr)_minmax(320px,1.4fr)] xl:h-66 xl:grid-cols-[minmax(240px,0.85fr)_minmax(400px,1.5fr)_minmax(220px,0.9fr)]">
        <div className="min-h-0 overflow-y-auto bg-sunken px-4 py-3">
          <MovementSource payload={payload} option={option} />
          <p className="pt-3 text-12 text-ink-3">
            <span className="inline-flex items-center gap-1.5">
              {openKey !== undefined && <Kbd keys={openKey} />} {t("openHint")}
            </span>
          </p>
        </div>
        <div className="min-h-0 overflow-y-auto border-l border-line px-4 py-2.5">
          <MatchPanel
            place={place}
            payload={payload}
            matching={row.matching}
            readOnly={readOnly}
            searching={searching}
            onSearching={onSearching}
            onEdit={onEdit}
          >
            {searching === null && (
              <>
                <HandOver payload={payload} />
                <WhyList
                  option={option}
                  currency={payload.movement.currency}
                  blockedBy={isProposed ? (row.matching?.blockedBy ?? []) : []}
                />
                <div className="xl:hidden">
                  <StoryList payload={payload} stories={stories} at={at} texts={texts} readOnly={readOnly} onChoose={onShow} />
                </div>
              </>
            )}
          </MatchPanel>
        </div>
        <div className="min-h-0 overflow-y-auto border-l border-line px-3 py-2.5 max-xl:hidden">
          <StoryList payload={payload} stories={stories} at={at} texts={texts} readOnly={readOnly} onChoose={onShow} />
        </div>
      </div>
      <DecisionBar
        {...bar}
        item={asItem(row)}
        outcome={<ReconciliationOutcome payload={payload} />}
        approveLabel={describe.approve(payload)}
        usual={describe.usual}
        duplicate={null}
        confirmReasons={row.attention === null ? [] : [sentences.reason(row.attention)]}
      />
    </section>
  );
}

/** The next explanation after the one on screen; null: there is no other. */
export function nextOf(payload: ReconciliationPayload, row: MovementRow): ReconciliationPayload | null {
  const next = nextStory(payload, shownStory(payload, row.matching).stories);
  return next === null ? null : chooseStory(payload, next);
}

/** A row as the decision bar takes an item: it shows nothing of what only the open item has. */
function asItem(row: MovementRow): ItemView<unknown> {
  const none = { reasons: [], evidence: [], confidence: {}, events: [], versions: [] } as const;
  return { ...row, ...none, proposedBy: null, rejectReason: null, part: null, doubt: null, document: null };
}
