"use client";
import * as actions from "@/app/(console)/[company]/[environment]/reconciliation/actions";
import { MovementConsole, type MovementConsoleProps } from "@/components/reconciliation/movement-console";
import { reconciliationPayload, type ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import type { ItemView } from "@/lib/review/view";

type Props = Omit<MovementConsoleProps, "actions" | "initial"> & {
  readonly initial: Omit<MovementConsoleProps["initial"], "item"> & { readonly item: ItemView<unknown> | null };
};

/** The review screen, told what a bank movement is and which actions move one. */
export function ReconciliationConsole({ initial, ...console }: Props) {
  return <MovementConsole {...console} initial={{ ...initial, item: asMovement(initial.item) }} actions={actions} />;
}

/** The server stored what the schema of the kind passed; an item of another kind does not open here. */
function asMovement(item: ItemView<unknown> | null): ItemView<ReconciliationPayload> | null {
  if (item === null || item.kind !== "reconciliation") return null;
  const versions = item.versions.map((version) => ({ ...version, payload: reconciliationPayload.parse(version.payload) }));
  return { ...item, payload: item.payload === null ? null : reconciliationPayload.parse(item.payload), versions };
}
