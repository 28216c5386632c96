"use client";
import { useTranslations } from "next-intl";
import { MovementRow, MovementRowSkeleton, movementGrid } from "@/components/reconciliation/movement-row";
import { useMovementTexts } from "@/components/reconciliation/movement-texts";
import type { Ticks } from "@/components/reconciliation/ticks";
import { isBulkApprovable } from "@/components/review/selection";
import { VirtualRows } from "@/components/review/virtual-rows";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import type { MovementRow as Row } from "@/lib/agents/reconciliation/list-view";

type Props = {
  readonly rows: readonly (Row | undefined)[];
  readonly isStale: boolean;
  readonly ticks: Ticks;
  readonly cursor: string | null;
  readonly canApprove: boolean;
  /** What was chosen here and stands on screen instead of what the server has. */
  readonly chosen: ReadonlyMap<string, ReconciliationPayload>;
  readonly onOpen: (id: string) => void;
  readonly onTick: (id: string, through: boolean) => void;
  readonly onTwins: (row: Row) => void;
  readonly onPoint: (id: string) => void;
  readonly onRange: (first: number, last: number) => void;
};

/** One line per movement; a card on a phone. */
const heights = { phone: 76, comfortable: 40, compact: 32 };

/** The movements that wait, with the best explanation of each beside it. */
export function MovementList(props: Props) {
  const { rows, ticks, cursor, canApprove, chosen } = props;
  const t = useTranslations("reconciliation");
  const texts = useMovementTexts();
  const cursorAt = rows.findIndex((row) => row?.id === cursor);
  // Tab enters the list once: at the cursor, else at the first row.
  const entry = cursorAt >= 0 ? cursor : rows[0]?.id;
  return (
    <VirtualRows
      label={t("title")}
      heading={<Heading />}
      headingClass={movementGrid}
      count={rows.length}
      heights={heights}
      keyAt={(index) => rows[index]?.id ?? `at-${index}`}
      cursor={cursor}
      cursorAt={cursorAt}
      isStale={props.isStale}
      isMultiple={canApprove}
      isPicking={ticks.size > 0}
      onRange={props.onRange}
      row={(index) => {
        const row = rows[index];
        return row ? (
          <MovementRow
            row={row}
            payload={chosen.get(row.id) ?? row.payload}
            texts={texts}
            index={index}
            selected={ticks.has(row.id)}
            current={row.id === entry}
            selectable={canApprove && isBulkApprovable(row)}
            onOpen={props.onOpen}
            onTick={props.onTick}
            onTwins={props.onTwins}
            onPoint={props.onPoint}
          />
        ) : (
          <MovementRowSkeleton />
        );
      }}
    />
  );
}

function Heading() {
  const t = useTranslations("reconciliation.columns");
  return (
    <>
      <span role="columnheader">
        <span className="sr-only">{t("tick")}</span>
      </span>
      <span role="columnheader">
        <span className="sr-only">{t("state")}</span>
      </span>
      <span role="columnheader">{t("date")}</span>
      <span role="columnheader">{t("concept")}</span>
      <span role="columnheader" className="text-right">
        {t("amount")}
      </span>
      <span role="columnheader">
        <span className="sr-only">{t("sign")}</span>
      </span>
      <span role="columnheader">{t("proposal")}</span>
      <span role="columnheader" className="max-xl:hidden">
        {t("why")}
      </span>
      <span role="columnheader" className="text-right max-xl:hidden">
        {t("days")}
      </span>
      <span role="columnheader">
        <span className="sr-only">{t("assigned")}</span>
      </span>
    </>
  );
}
