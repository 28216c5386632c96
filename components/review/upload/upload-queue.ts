import type { Answer, ShownFailure } from "@/components/review/answers";

export type UploadEntry = {
  readonly key: string;
  readonly fileName: string;
  /** 0..1 */
  readonly progress: number;
  readonly state: "waiting" | "sending" | "received" | "refused";
  readonly failure: ShownFailure | null;
  readonly proposalId: string | null;
};

/** What the server answers once the file is stored. */
export type Received = { readonly proposalId: string };
export type SendFile = (file: File, onProgress: (share: number) => void) => Promise<Answer<Received>>;

/** The largest file that is worth sending at all; the server refuses more. */
export const maxUploadBytes = 100 * 1024 * 1024;
const parallel = 3;

export type UploadQueue = ReturnType<typeof uploadQueue>;

/** Files on their way, a few at a time. One that is refused holds nothing else up. */
export function uploadQueue({ send, onReceived }: { readonly send: SendFile; readonly onReceived: (proposalId: string) => void }) {
  let entries: readonly UploadEntry[] = [];
  const waiting: { readonly key: string; readonly file: File }[] = [];
  const listeners = new Set<() => void>();
  let running = 0;
  let serial = 0;

  const publish = (next: readonly UploadEntry[]) => {
    entries = next;
    for (const listener of listeners) listener();
  };
  const patch = (key: string, change: Partial<UploadEntry>) =>
    publish(entries.map((entry) => (entry.key === key ? { ...entry, ...change } : entry)));

  function add(files: readonly File[]): void {
    const added = files.map((file): UploadEntry => {
      serial += 1;
      const failure = refusedHere(file);
      const key = `${serial}`;
      if (failure === null) waiting.push({ key, file });
      return { key, fileName: file.name, progress: 0, state: failure === null ? "waiting" : "refused", failure, proposalId: null };
    });
    publish([...entries, ...added]);
    startMore();
  }

  function startMore(): void {
    while (running < parallel) {
      const next = waiting.shift();
      if (next === undefined) return;
      running += 1;
      patch(next.key, { state: "sending" });
      void sendOne(next.key, next.file);
    }
  }

  async function sendOne(key: string, file: File): Promise<void> {
    const answer = await send(file, (progress) => patch(key, { progress }));
    running -= 1;
    if (answer.ok) patch(key, { state: "received", progress: 1, proposalId: answer.value.proposalId });
    else patch(key, { state: "refused", failure: answer.error });
    startMore();
    if (answer.ok) onReceived(answer.value.proposalId);
  }

  return {
    add,
    get: () => entries,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    dismiss: (key: string) => publish(entries.filter((entry) => entry.key !== key)),
    /** Files that stand in the list by now need no line of their own. */
    settle: (listed: ReadonlySet<string>) => {
      const rest = entries.filter((entry) => entry.proposalId === null || !listed.has(entry.proposalId));
      if (rest.length < entries.length) publish(rest);
    },
  };
}

/** What can be said without sending a byte. */
function refusedHere(file: File): ShownFailure | null {
  if (file.size === 0) return { code: "document.empty" };
  return file.size > maxUploadBytes ? { code: "document.too_large" } : null;
}
