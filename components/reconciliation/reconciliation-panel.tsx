"use client";
import { useState } from "react";
import { chooseStory, nextStory } from "@/components/reconciliation/choose";
import { FailedHelp } from "@/components/reconciliation/failed-help";
import { HandOver } from "@/components/reconciliation/hand-over";
import { MatchPanel, type Searching } from "@/components/reconciliation/match-panel";
import { useMovementTexts } from "@/components/reconciliation/movement-texts";
import { useReconciliationFacts } from "@/components/reconciliation/reconciliation-facts";
import { RuleMistake } from "@/components/reconciliation/rule-mistake";
import { shownStory } from "@/components/reconciliation/shown-story";
import { StoryList } from "@/components/reconciliation/story-list";
import { useMatching } from "@/components/reconciliation/use-matching";
import { WhyList } from "@/components/reconciliation/why-list";
import type { PanelProps } from "@/components/review/kind-view";
import { useKeys } from "@/components/shell/keys";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";

/** A movement on its own page: the explanation, why, and the others. */
export function ReconciliationPanel({ item, payload, readOnly, onEdit }: PanelProps<ReconciliationPayload>) {
  const { place } = useReconciliationFacts();
  const matching = useMatching(place, item.id);
  const texts = useMovementTexts();
  const [searching, setSearching] = useState<Searching>(null);
  const { stories, at, option } = shownStory(payload, matching);
  const next = nextStory(payload, stories);
  const find = () => setSearching("find");
  const none = () => setSearching("none");
  useKeys({
    ...(readOnly ? {} : { findDocument: find, noDocument: none }),
    ...(readOnly || next === null ? {} : { nextAlternative: () => onEdit(chooseStory(payload, next), null) }),
  });
  return (
    <>
      <FailedHelp item={item} payload={payload} />
      <RuleMistake item={item} accountName={payload.movement.accountName} />
      <MatchPanel
        place={place}
        payload={payload}
        matching={matching}
        readOnly={readOnly}
        searching={searching}
        onSearching={setSearching}
        onEdit={onEdit}
      >
        <WhyList option={option} currency={payload.movement.currency} blockedBy={[]} />
      </MatchPanel>
      <HandOver payload={payload} />
      <StoryList
        payload={payload}
        stories={stories}
        at={at}
        texts={texts}
        readOnly={readOnly}
        onChoose={(chosen) => onEdit(chosen, null)}
      />
    </>
  );
}
