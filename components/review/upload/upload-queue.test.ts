import { describe, expect, it } from "vitest";
import type { Answer } from "@/components/review/answers";
import { uploadQueue, type Received } from "@/components/review/upload/upload-queue";

const file = (name: string, bytes = 3) => new File([new Uint8Array(bytes)], name);

function desk() {
  const sent: { name: string; finish: (answer: Answer<Received>) => void; progress: (share: number) => void }[] = [];
  const received: string[] = [];
  const queue = uploadQueue({
    send: (given, progress) => new Promise((finish) => sent.push({ name: given.name, finish, progress })),
    onReceived: (id) => received.push(id),
  });
  return { queue, sent, received };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("uploading several files", () => {
  it("sends a few at a time, in the order they were dropped", async () => {
    const { queue, sent } = desk();
    queue.add(["a", "b", "c", "d"].map((name) => file(name)));
    expect(sent.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    sent[0]?.finish({ ok: true, value: { proposalId: "p-a" } });
    await settled();
    expect(sent.map(({ name }) => name)).toEqual(["a", "b", "c", "d"]);
  });

  it("refuses one file without holding up the others", async () => {
    const { queue, sent, received } = desk();
    queue.add([file("nota.exe"), file("ok.pdf")]);
    sent[0]?.finish({ ok: false, error: { code: "document.unsupported_type" } });
    sent[1]?.finish({ ok: true, value: { proposalId: "p-ok" } });
    await settled();
    expect(queue.get().map(({ fileName, state, failure }) => [fileName, state, failure?.code])).toEqual([
      ["nota.exe", "refused", "document.unsupported_type"],
      ["ok.pdf", "received", undefined],
    ]);
    expect(received).toEqual(["p-ok"]);
  });

  it("does not send an empty file at all", () => {
    const { queue, sent } = desk();
    queue.add([file("vacio.pdf", 0)]);
    expect(sent).toEqual([]);
    expect(queue.get()[0]).toMatchObject({ state: "refused", failure: { code: "document.empty" } });
  });

  it("shows the progress of each, and leaves the screen once the list has it", async () => {
    const { queue, sent } = desk();
    queue.add([file("a.pdf")]);
    sent[0]?.progress(0.4);
    expect(queue.get()[0]).toMatchObject({ state: "sending", progress: 0.4 });
    sent[0]?.finish({ ok: true, value: { proposalId: "p-a" } });
    await settled();
    queue.settle(new Set(["p-other"]));
    expect(queue.get()).toHaveLength(1);
    queue.settle(new Set(["p-a"]));
    expect(queue.get()).toHaveLength(0);
  });
});
