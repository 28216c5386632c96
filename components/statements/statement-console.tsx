"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useCallback, useEffect, useState } from "react";
import type { Answer, ShownFailure } from "@/components/review/answers";
import { ItemGate } from "@/components/review/item-gate";
import { queueAddress } from "@/components/review/queue-address";
import type { ReviewConsoleProps } from "@/components/review/review-console-props";
import { attempt } from "@/components/review/review-actions";
import { UndoBar } from "@/components/review/undo-bar";
import { useUploads } from "@/components/review/upload/use-uploads";
import { useDecisions } from "@/components/review/use-decisions";
import { itemKey } from "@/components/review/use-item";
import { refreshQueue, useQueue } from "@/components/review/use-queue";
import { useKeys } from "@/components/shell/keys";
import { StatementFactsProvider, type StatementCommands } from "@/components/statements/statement-facts";
import { StatementListScreen } from "@/components/statements/statement-list-screen";
import { statementView } from "@/components/statements/statement-view";
import type { StatementAccountChoice, StatementPayload } from "@/lib/agents/statements/model";
import type { Edited } from "@/lib/review/inputs";

export type StatementConsoleProps = Omit<ReviewConsoleProps<StatementPayload>, "title" | "view" | "samples"> & {
  readonly accounts: readonly StatementAccountChoice[];
  readonly commands: StatementCommands;
};

/** The statements that came, and the open one. The address is the state; the server's word is the truth. */
export function StatementConsole(props: StatementConsoleProps) {
  const { place, initial, rights, actions, commands, accounts } = props;
  const client = useQueryClient();
  const [address, setAddress] = useQueryStates(queueAddress, { history: "push", shallow: true });
  const filter = { kind: "statement", bucket: address.bucket, q: "", sort: "newest" } as const;
  const uploads = useUploads(place, "statements");
  const expecting = uploads.entries.some(({ state }) => state !== "refused");
  const queue = useQueue({ place, filter, initial, pages: 1, expecting });
  const decisions = useDecisions({ place, actions, undoSeconds: props.undoSeconds });
  // Raised when the server made something else of the open statement: its form begins anew with that.
  const [round, setRound] = useState(0);
  const onOpen = useCallback((id: string | null) => void setAddress({ open: id, tab: null }), [setAddress]);
  const { settle } = uploads.queue;
  useEffect(() => settle(new Set(queue.loaded.map(({ id }) => id))), [queue.loaded, settle]);
  const undo = () => void decisions.undoLast();
  useKeys({ ...(decisions.stack.length > 0 && !decisions.busy ? { undo } : {}) });

  const rebuilt = async (id: string, command: () => Promise<Answer<Edited>>): Promise<ShownFailure | null> => {
    const answer = await attempt(command);
    await client.refetchQueries({ queryKey: itemKey(place, id) });
    void refreshQueue(client, place);
    if (!answer.ok) return answer.error;
    setRound((now) => now + 1);
    return null;
  };
  return (
    <StatementFactsProvider
      value={{
        place,
        accounts,
        account: (input) => rebuilt(input.id, () => commands.account({ ...place, ...input })),
        columns: (input) => rebuilt(input.id, () => commands.columns({ ...place, ...input })),
      }}
    >
      <div className="relative">
        {address.open === null ? (
          <StatementListScreen
            place={place}
            bucket={address.bucket}
            onBucket={(bucket) => void setAddress({ bucket })}
            queue={queue}
            uploads={uploads}
            canWrite={rights.canWrite}
            onOpen={onOpen}
          />
        ) : (
          <ItemGate<StatementPayload>
            {...props}
            key={round}
            view={statementView}
            id={address.open}
            rows={queue.loaded}
            total={queue.total}
            tab={address.tab}
            onTab={(tab) => void setAddress({ tab }, { history: "replace" })}
            onOpen={onOpen}
            decisions={decisions}
          />
        )}
        {decisions.stack[0] && (
          <UndoBar
            entry={decisions.stack[0]}
            more={decisions.stack.length - 1}
            busy={decisions.busy}
            overDocument={address.open !== null}
            onUndo={undo}
          />
        )}
      </div>
    </StatementFactsProvider>
  );
}
