import type { ReactNode } from "react";
import type { useDrafts } from "@/components/reconciliation/use-drafts";
import type { useListDecisions } from "@/components/reconciliation/use-list-decisions";
import type { Movements } from "@/components/reconciliation/use-movements";
import type { Deciding } from "@/components/review/decision-bar-props";
import type { Place } from "@/components/review/place";
import type { MovementFilter } from "@/lib/agents/reconciliation/list-query";
import type { MovementRow } from "@/lib/agents/reconciliation/list-view";
import type { PersonRef } from "@/lib/review/view";

export type MovementScreenProps = {
  readonly place: Place;
  readonly viewer: PersonRef;
  readonly people: readonly PersonRef[];
  readonly rights: { readonly canApprove: boolean; readonly canWrite: boolean };
  /** The copy of Holded is too old: nothing is approved. */
  readonly isClosed: boolean;
  readonly banner: ReactNode;
  readonly onLookAgain: (() => void) | null;
  readonly filter: MovementFilter;
  readonly onFilter: (change: Partial<MovementFilter>) => void;
  readonly movements: Movements;
  readonly onRange: (first: number, last: number) => void;
  readonly cursor: string | null;
  readonly onPoint: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly drafts: ReturnType<typeof useDrafts>;
  readonly decisions: ReturnType<typeof useListDecisions>;
  readonly deciding: (row: MovementRow) => Deciding;
};
