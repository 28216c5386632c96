"use client";
import * as review from "@/app/(console)/[company]/[environment]/reconciliation/actions";
import * as own from "@/app/(console)/[company]/[environment]/reconciliation/statements/actions";
import { StatementConsole, type StatementConsoleProps } from "@/components/statements/statement-console";
import { ticksOf } from "@/components/statements/ticks";
import { statementPayload, type StatementPayload } from "@/lib/agents/statements/model";
import type { ItemView } from "@/lib/review/view";

type Props = Omit<StatementConsoleProps, "actions" | "commands" | "initial"> & {
  readonly initial: Omit<StatementConsoleProps["initial"], "item"> & { readonly item: ItemView<unknown> | null };
};

const actions: StatementConsoleProps["actions"] = {
  ...review,
  readAgain: own.readAgain,
  // Of a statement a person only says what is taken: the rest of it stays with the server.
  edit: ({ payload, ...seen }) => own.tick({ ...seen, ticks: ticksOf(payload as StatementPayload) }),
};

/** The review screen, told what a statement is and which actions move one. */
export function StatementsPage({ initial, ...console }: Props) {
  return <StatementConsole {...console} initial={{ ...initial, item: asStatement(initial.item) }} actions={actions} commands={own} />;
}

/** The server stored what the schema of the kind passed; an item of another kind does not open here. */
function asStatement(item: ItemView<unknown> | null): ItemView<StatementPayload> | null {
  if (item === null || item.kind !== "statement") return null;
  const versions = item.versions.map((version) => ({ ...version, payload: statementPayload.parse(version.payload) }));
  return { ...item, payload: item.payload === null ? null : statementPayload.parse(item.payload), versions };
}
