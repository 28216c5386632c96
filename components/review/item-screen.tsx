"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, type ReactNode } from "react";
import { Comments } from "@/components/review/comments";
import { DecisionBar } from "@/components/review/decision-bar";
import type { DecisionBarProps } from "@/components/review/decision-bar-props";
import { EvidencePane } from "@/components/review/evidence/evidence-pane";
import type { EvidenceBox } from "@/components/review/evidence/page-frame";
import { SourceFold } from "@/components/review/evidence/source-fold";
import { ItemHeader, type Position } from "@/components/review/item-header";
import { ItemSteps, type Steps } from "@/components/review/item-steps";
import { ItemTabs } from "@/components/review/item-tabs";
import type { Describe } from "@/components/review/kind-view";
import { DividePanel, type Dividing } from "@/components/review/pages/divide-panel";
import { apiPath, type Place } from "@/components/review/place";
import type { ItemTab } from "@/components/review/queue-address";
import { Timeline } from "@/components/review/timeline";
import { Versions } from "@/components/review/versions";
import { cx } from "@/components/ui/cx";
import type { ItemView } from "@/lib/review/view";

export type ItemScreenProps<P> = {
  readonly place: Place;
  readonly item: ItemView<P>;
  readonly describe: Describe<P>;
  readonly position: Position | null;
  readonly tab: ItemTab;
  readonly onTab: (tab: ItemTab) => void;
  readonly onBack: () => void;
  readonly onMove: (direction: 1 | -1) => void;
  readonly onComment: ((text: string) => Promise<boolean>) | null;
  /** Cutting and adding pages; null for those who only look. */
  readonly dividing: Dividing | null;
};

type Props<P> = ItemScreenProps<P> & {
  readonly header: Pick<Parameters<typeof ItemHeader>[0], "saving" | "onUndoEdit" | "onRedoEdit">;
  readonly notice: ReactNode;
  /** On the left where there is no document. */
  readonly source: ReactNode;
  /** What the fields come to, above the bar. */
  readonly foot: ReactNode;
  /** Source and fields as two steps on a phone; null: one below the other. */
  readonly steps: Steps | null;
  readonly boxes: readonly EvidenceBox[];
  readonly activePath: string | null;
  readonly onPickBox: (path: string) => void;
  readonly bar: DecisionBarProps;
  /** The fields, or why there are none. */
  readonly children: ReactNode;
};

/** The source on the left, what was made of it on the right, one bar below. Stacked on a phone. */
export function ItemScreen<P>({
  place,
  item,
  describe,
  position,
  tab,
  onTab,
  onBack,
  onMove,
  onComment,
  dividing,
  header,
  notice,
  source,
  foot,
  steps,
  boxes,
  activePath,
  onPickBox,
  bar,
  children,
}: Props<P>) {
  const t = useTranslations("review");
  const root = useRef<HTMLDivElement>(null);
  const commentBox = useRef<HTMLTextAreaElement>(null);
  useEffect(() => root.current?.focus({ preventScroll: true }), [item.id]);
  useEffect(() => {
    if (tab === "comments") commentBox.current?.focus();
  }, [tab]);
  return (
    <div
      ref={root}
      tabIndex={-1}
      data-item={item.id}
      className="flex h-[calc(100dvh-var(--bar-top,0px))] min-h-0 flex-col outline-none md:h-dvh"
    >
      <ItemHeader item={item} position={position} onBack={onBack} onMove={onMove} {...header} />
      {notice}
      {steps !== null && <ItemSteps {...steps} />}
      <div className={cx("min-h-0 flex-1 max-lg:overflow-y-auto lg:grid", steps === null ? evenColumns : wideFields)}>
        {item.document === null || source !== null ? (
          <div className={cx("bg-sunken lg:overflow-y-auto", steps?.current === "fields" && "max-lg:hidden")}>{source}</div>
        ) : (
          <SourceFold>
            <EvidencePane
              source={{ ...item.document, url: apiPath(place, "documents", item.document.id), ownPages: item.part?.pages }}
              boxes={boxes}
              activePath={activePath}
              onPick={onPickBox}
              payload={item.payload}
              part={item.part?.index ?? null}
            />
          </SourceFold>
        )}
        <div className={cx("flex min-h-0 min-w-0 flex-col lg:border-l lg:border-line", steps?.current === "source" && "max-lg:hidden")}>
          <ItemTabs
            current={tab}
            comments={item.events.filter(({ kind }) => kind === "commented").length}
            edited={item.versions.length > 1}
            onChange={onTab}
          />
          <div
            id="item-section"
            role="tabpanel"
            aria-labelledby={`tab-${tab}`}
            className="min-h-0 flex-1 px-4 pt-1 pb-6 md:px-8 lg:overflow-y-auto"
          >
            {tab === "data" && dividing !== null && <Divide place={place} item={item} dividing={dividing} />}
            {tab === "data" && children}
            {tab === "history" && <Timeline item={item} describe={describe} />}
            {tab === "versions" && <Versions item={item} describe={describe} />}
            {tab === "comments" && <Comments events={item.events} boxRef={commentBox} onComment={onComment} />}
          </div>
        </div>
      </div>
      {foot}
      <DecisionBar {...bar} />
      <p className="sr-only" role="status">
        {position === null ? "" : t("announceItem", { title: item.party ?? item.title, index: position.index + 1, total: position.total })}
      </p>
    </div>
  );
}

const evenColumns = "lg:grid-cols-[minmax(0,1fr)_minmax(440px,1fr)] xl:grid-cols-[minmax(0,1fr)_minmax(560px,1fr)]";
const wideFields = "lg:grid-cols-[minmax(300px,0.62fr)_minmax(0,1fr)]";

/** Only while nothing is decided, and only for a file whose pages somebody has looked at. */
function Divide<P>({ place, item, dividing }: { readonly place: Place; readonly item: ItemView<P>; readonly dividing: Dividing }) {
  const isUndecided = item.state === "open" || item.state === "refused";
  if (!isUndecided || item.document === null || item.document.pages.length === 0) return null;
  const isInFile = item.part !== null && item.part.pages === undefined;
  if (isInFile) return null;
  const pages = item.part?.pages ?? item.document.pages.map(({ number }) => number);
  const source = { ...item.document, url: apiPath(place, "documents", item.document.id) };
  const { id: rest, order } = item.reasons.find(({ code }) => code.startsWith("join."))?.detail ?? {};
  const suggested = typeof rest === "string" ? ({ id: rest, order: order === "before" ? "before" : "after" } as const) : null;
  return (
    <DividePanel
      key={suggested?.id}
      place={place}
      itemId={item.id}
      source={source}
      pages={pages}
      dividing={dividing}
      suggested={suggested}
    />
  );
}
