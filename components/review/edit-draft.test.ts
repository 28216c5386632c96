import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Answer } from "@/components/review/answers";
import { editDraft, type Seen } from "@/components/review/edit-draft";
import type { Edited } from "@/lib/review/inputs";

type Form = { readonly total: string };

const edited = (version: number): Edited => ({
  id: "p1",
  version,
  payloadHash: `hash-${version}`,
  isNewVersion: true,
  reasons: [],
  evidence: [],
  confidence: {},
  risk: "low",
  standing: "clear",
  savedAt: "2026-11-22T10:42:00Z",
});

function sitting(answer: (seen: Seen, payload: Form) => Answer<Edited>) {
  const saves: { seen: Seen; payload: Form }[] = [];
  const draft = editDraft<Form>({
    saved: { id: "p1", version: 1, payloadHash: "hash-1", payload: { total: "1.00" } },
    save: async (seen, payload) => {
      saves.push({ seen, payload });
      await new Promise((resolve) => setTimeout(resolve, 50));
      return answer(seen, payload);
    },
    onSaved: () => undefined,
  });
  return { draft, saves };
}

const accepts = (seen: Seen): Answer<Edited> => ({ ok: true, value: edited(seen.seenVersion + 1) });

describe("saving what is typed", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("waits for a pause and saves once", async () => {
    const { draft, saves } = sitting(accepts);
    draft.edit({ total: "2.00" }, "total");
    await vi.advanceTimersByTimeAsync(300);
    draft.edit({ total: "21.00" }, "total");
    await vi.advanceTimersByTimeAsync(700);
    expect(saves).toEqual([{ seen: { id: "p1", seenVersion: 1, seenHash: "hash-1" }, payload: { total: "21.00" } }]);
    expect(draft.get()).toMatchObject({ status: "saved", savedAt: "2026-11-22T10:42:00Z", saved: { version: 2 } });
  });

  it("never runs two saves at a time and loses nothing typed meanwhile", async () => {
    const { draft, saves } = sitting(accepts);
    draft.edit({ total: "2.00" }, "total");
    await vi.advanceTimersByTimeAsync(620);
    draft.edit({ total: "3.00" }, "total");
    await vi.advanceTimersByTimeAsync(2000);
    expect(saves.map(({ seen, payload }) => [seen.seenVersion, payload.total])).toEqual([
      [1, "2.00"],
      [2, "3.00"],
    ]);
    expect(draft.get().saved.version).toBe(3);
  });

  it("takes over what the server completed, and keeps what was typed while it did", async () => {
    type Quote = { readonly lines: readonly string[]; readonly answer: string | null; readonly total: string };
    const saves: Quote[] = [];
    const draft = editDraft<Quote>({
      saved: { id: "p1", version: 1, payloadHash: "hash-1", payload: { lines: ["?"], answer: "¿cuál?", total: "0" } },
      save: async (seen, payload) => {
        saves.push(payload);
        await new Promise((resolve) => setTimeout(resolve, 50));
        return {
          ok: true,
          value: { ...edited(seen.seenVersion + 1), payload: { ...payload, answer: null, total: String(payload.lines) } },
        };
      },
      onSaved: () => undefined,
      soonMs: 0,
    });
    draft.edit({ ...draft.get().history.present, lines: ["a"] }, null);
    await vi.advanceTimersByTimeAsync(20);
    draft.edit({ ...draft.get().history.present, lines: ["b"] }, null);
    await vi.advanceTimersByTimeAsync(300);
    expect(saves.map(({ lines, answer }) => [lines[0], answer])).toEqual([
      ["a", "¿cuál?"],
      ["b", null],
    ]);
    expect(draft.get().history.present).toEqual({ lines: ["b"], answer: null, total: "b" });
    draft.undo();
    expect(draft.get().history.present.lines).toEqual(["a"]);
  });

  it("gives a decision the version of the very last keystroke", async () => {
    const { draft } = sitting(accepts);
    draft.edit({ total: "9.00" }, "total");
    const seen = draft.flush();
    await vi.advanceTimersByTimeAsync(200);
    expect(await seen).toEqual({ id: "p1", seenVersion: 2, seenHash: "hash-2" });
  });

  it("keeps a decision from referring to what could not be stored", async () => {
    const { draft } = sitting(() => ({ ok: false, error: { code: "input.invalid" } }));
    draft.edit({ total: "x" }, "total");
    const seen = draft.flush();
    await vi.advanceTimersByTimeAsync(200);
    expect(await seen).toBeNull();
    expect(draft.get()).toMatchObject({ status: "failed", failure: { code: "input.invalid" }, history: { present: { total: "x" } } });
  });

  it("stops at another person's change until it is told what to keep", async () => {
    let taken = true;
    const { draft, saves } = sitting((seen) => (taken ? { ok: false, error: { code: "proposal.stale" } } : accepts(seen)));
    draft.edit({ total: "2.00" }, "total");
    await vi.advanceTimersByTimeAsync(700);
    draft.edit({ total: "3.00" }, "total");
    await vi.advanceTimersByTimeAsync(5000);
    expect(draft.get().status).toBe("stale");
    expect(saves).toHaveLength(1);

    taken = false;
    draft.rebase({ id: "p1", version: 5, payloadHash: "hash-5", payload: { total: "7.00" } });
    await vi.advanceTimersByTimeAsync(100);
    expect(saves.at(-1)).toEqual({ seen: { id: "p1", seenVersion: 5, seenHash: "hash-5" }, payload: { total: "3.00" } });
    expect(draft.get().status).toBe("saved");
  });

  it("saves an undone edit too", async () => {
    const { draft, saves } = sitting(accepts);
    draft.edit({ total: "2.00" }, "total");
    await vi.advanceTimersByTimeAsync(700);
    draft.undo();
    await vi.advanceTimersByTimeAsync(700);
    expect(saves.map(({ payload }) => payload.total)).toEqual(["2.00", "1.00"]);
  });

  it("tries again by itself after the line was down", async () => {
    let down = true;
    const { draft, saves } = sitting((seen) => (down ? { ok: false, error: { code: "internal.unexpected" } } : accepts(seen)));
    draft.edit({ total: "2.00" }, "total");
    await vi.advanceTimersByTimeAsync(700);
    expect(draft.get().status).toBe("failed");
    down = false;
    await vi.advanceTimersByTimeAsync(4100);
    expect(draft.get().status).toBe("saved");
    expect(saves).toHaveLength(2);
  });
});
