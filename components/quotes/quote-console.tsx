"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useCallback, useEffect, useState } from "react";
import type { Answer, ShownFailure } from "@/components/review/answers";
import { ItemGate } from "@/components/review/item-gate";
import type { Place } from "@/components/review/place";
import { queueAddress } from "@/components/review/queue-address";
import { attempt } from "@/components/review/review-actions";
import type { ReviewConsoleProps } from "@/components/review/review-console-props";
import { UndoBar } from "@/components/review/undo-bar";
import { useUploads } from "@/components/review/upload/use-uploads";
import { useDecisions } from "@/components/review/use-decisions";
import { refreshQueue, useQueue } from "@/components/review/use-queue";
import { QuoteFactsProvider, type SendInput } from "@/components/quotes/quote-facts";
import { QuoteListScreen } from "@/components/quotes/quote-list-screen";
import { quoteView } from "@/components/quotes/quote-view";
import type { NewRequest, RequestSample } from "@/components/quotes/request-sample";
import { useKeys } from "@/components/shell/keys";
import type { QuotePayload } from "@/lib/agents/quotes/model";

type Again = Place & { readonly id: string; readonly requestKey: string };

/** The server's commands about quotes beside those of every review. */
type QuoteCommands = {
  readonly receive: (input: Place & NewRequest) => Promise<Answer<{ readonly proposalId: string }>>;
  readonly duplicate: (input: Again) => Promise<Answer<{ readonly id: string }>>;
  readonly revise: (input: Again) => Promise<Answer<{ readonly id: string }>>;
  readonly send: (
    input: Again & { readonly to: string[]; readonly cc: string[]; readonly subject: string; readonly message: string },
  ) => Promise<Answer<unknown>>;
  readonly writeAnswer: (input: Place & Pick<QuotePayload, "lines" | "language">) => Promise<Answer<{ readonly answer: string | null }>>;
};

export type QuoteConsoleProps = Omit<ReviewConsoleProps<QuotePayload>, "title" | "view" | "samples"> & {
  readonly commands: QuoteCommands;
  readonly samples: readonly RequestSample[];
  readonly marginLimit: string | null;
};

/** The requests that wait, and the open quote. The address is the state; the server's word is the truth. */
export function QuoteConsole(props: QuoteConsoleProps) {
  const { place, initial, rights, actions, commands } = props;
  const client = useQueryClient();
  const [address, setAddress] = useQueryStates(queueAddress, { history: "push", shallow: true });
  const filter = { kind: "quote", bucket: address.bucket, q: address.q, sort: address.sort } as const;
  const uploads = useUploads(place, "quotes");
  const [pages, setPages] = useState(1);
  const expecting = uploads.entries.some(({ state }) => state !== "refused");
  const queue = useQueue({ place, filter, initial, pages, expecting });
  const decisions = useDecisions({ place, actions, undoSeconds: props.undoSeconds });
  const [cursor, setCursor] = useState<string | null>(null);
  const onOpen = useCallback(
    (id: string | null) => {
      if (id !== null) setCursor(id);
      void setAddress({ open: id, tab: null });
    },
    [setAddress],
  );
  const onReach = useCallback((reached: number) => setPages((now) => Math.max(now, reached)), []);
  const { settle } = uploads.queue;
  useEffect(() => settle(new Set(queue.loaded.map(({ id }) => id))), [queue.loaded, settle]);
  const undo = () =>
    void decisions.undoLast().then((entry) => {
      const [id, ...others] = entry?.ids ?? [];
      if (address.open !== null && id !== undefined && others.length === 0) onOpen(id);
    });
  useKeys({ ...(decisions.stack.length > 0 && !decisions.busy ? { undo } : {}) });

  /** Opens what a command made. */
  const made = async <T,>(command: () => Promise<Answer<T>>, idOf: (made: T) => string): Promise<ShownFailure | null> => {
    const answer = await attempt(command);
    void refreshQueue(client, place);
    if (!answer.ok) return answer.error;
    onOpen(idOf(answer.value));
    return null;
  };
  const again = (id: string) => ({ ...place, id, requestKey: crypto.randomUUID() });
  const send = async (input: SendInput): Promise<ShownFailure | null> => {
    const answer = await attempt(() => commands.send({ ...again(input.id), ...input, to: [...input.to], cc: [] }));
    void client.invalidateQueries({ queryKey: ["estimate", place.company, place.environment, input.id] });
    return answer.ok ? null : answer.error;
  };
  const facts = {
    place,
    canWrite: rights.canWrite,
    marginLimit: props.marginLimit,
    open: onOpen,
    duplicate: (id: string) =>
      made(
        () => commands.duplicate(again(id)),
        (one) => one.id,
      ),
    revise: (id: string) =>
      made(
        () => commands.revise(again(id)),
        (one) => one.id,
      ),
    send,
    writeAnswer: async (payload: QuotePayload) => {
      const answer = await attempt(() => commands.writeAnswer({ ...place, lines: payload.lines, language: payload.language }));
      return answer.ok ? answer.value : answer.error;
    },
  };
  return (
    <QuoteFactsProvider value={facts}>
      <div className="relative">
        {address.open === null ? (
          <QuoteListScreen
            place={place}
            filter={filter}
            onFilter={(change) => {
              setPages(1);
              void setAddress(change, { history: "q" in change ? "replace" : "push" });
            }}
            queue={queue}
            cursor={cursor}
            onCursor={setCursor}
            onReach={onReach}
            onOpen={onOpen}
            canWrite={rights.canWrite}
            uploads={uploads}
            samples={props.samples}
            onReceive={(request) =>
              made(
                () => commands.receive({ ...place, ...request }),
                (one) => one.proposalId,
              )
            }
          />
        ) : (
          <ItemGate<QuotePayload>
            {...props}
            view={quoteView}
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
    </QuoteFactsProvider>
  );
}
