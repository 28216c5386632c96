"use client";
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from "react";
import { X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { StatusShape, type Status } from "@/components/ui/status-mark";

export type Toast = {
  readonly text: ReactNode;
  readonly status?: Status | undefined;
  readonly action?: { readonly label: string; readonly onAction: () => void } | undefined;
  /** Default 6 s; errors stay until closed. */
  readonly durationMs?: number | undefined;
};
type Announcer = {
  /** Says something to a screen reader and shows nothing. */
  readonly announce: (text: string) => void;
  /** Shows and says it. */
  readonly toast: (toast: Toast) => void;
};

const Context = createContext<Announcer | null>(null);

export function useAnnouncer(): Announcer {
  const announcer = useContext(Context);
  if (announcer === null) throw new Error("useAnnouncer outside AnnouncerProvider");
  return announcer;
}

/** One live region and one place for passing messages, for the whole window. */
export function AnnouncerProvider({
  closeLabel,
  regionLabel,
  children,
}: {
  readonly closeLabel: string;
  readonly regionLabel: string;
  readonly children: ReactNode;
}) {
  const [said, setSaid] = useState("");
  const [toasts, setToasts] = useState<readonly (Toast & { readonly id: number })[]>([]);
  const next = useRef(0);
  const announce = useCallback((text: string) => {
    // The same words twice would not be read: emptied first.
    setSaid("");
    requestAnimationFrame(() => setSaid(text));
  }, []);
  const toast = useCallback((entry: Toast) => {
    const id = next.current++;
    setToasts((shown) => [...shown.slice(-2), { ...entry, id }]);
  }, []);
  const announcer = useMemo(() => ({ announce, toast }), [announce, toast]);
  const drop = (id: number) => setToasts((shown) => shown.filter((candidate) => candidate.id !== id));
  return (
    <Context value={announcer}>
      {children}
      <div role="status" aria-live="polite" className="sr-only">
        {said}
      </div>
      <Radix.Provider label={regionLabel} swipeDirection="down">
        {toasts.map((entry) => (
          <Radix.Root
            key={entry.id}
            type={entry.status === "refused" ? "foreground" : "background"}
            duration={entry.durationMs ?? (entry.status === "refused" ? Number.POSITIVE_INFINITY : 6000)}
            onOpenChange={(open) => {
              if (!open) drop(entry.id);
            }}
            className="flex animate-rise items-start gap-2.5 rounded-md border border-line bg-raised py-2.5 pr-2 pl-3 text-13 shadow-float"
          >
            {entry.status !== undefined && (
              <span className="pt-[3px]">
                <StatusShape status={entry.status} />
              </span>
            )}
            <Radix.Description className="min-w-0 flex-1">{entry.text}</Radix.Description>
            {entry.action && (
              <Radix.Action
                altText={entry.action.label}
                onClick={entry.action.onAction}
                className="shrink-0 rounded-sm px-1.5 font-medium text-accent hover:bg-hover"
              >
                {entry.action.label}
              </Radix.Action>
            )}
            <Radix.Close
              aria-label={closeLabel}
              className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
            >
              <X size={14} aria-hidden />
            </Radix.Close>
          </Radix.Root>
        ))}
        <Radix.Viewport
          label={`${regionLabel} ({hotkey})`}
          className="fixed right-4 bottom-18 z-50 flex w-[min(400px,calc(100vw-32px))] flex-col gap-2"
        />
      </Radix.Provider>
    </Context>
  );
}
