import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { blobStore } from "@/lib/documents/blob-store";
import { documentFile } from "@/lib/inbox/document-file";
import { readAgain } from "@/lib/inbox/read-again";
import { maxUploadBytes, receiveUpload } from "@/lib/inbox/receive-upload";
import { tidyName, type Upload } from "@/lib/inbox/register-upload";
import { verifyChain } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { itemView } from "@/lib/review/item-view";
import { queuePage } from "@/lib/review/queue-page";
import { setAgentLive } from "@/lib/platform/agent-switch";
import { testDatabase } from "@/lib/testing/database";
import { jobsOf } from "@/lib/testing/jobs";
import { accountant, company, otherEnvironment, viewer, type TestPerson } from "@/lib/testing/people";
import { codeOf, plainKind, plainProposal, valueOf } from "@/lib/testing/proposals";
import { registerKind } from "@/lib/review/kinds";

testDatabase();
registerKind(plainKind);

const people = () => company().with(accountant("ana"), viewer("eva"));
const file = (more: Partial<Upload> = {}): Upload => ({ fileName: "factura.pdf", bytes: randomBytes(64), source: "upload", ...more });
const rows = (scope: CompanyScope) =>
  scope.read(async (tx) => [await tx.document.count(), await tx.proposal.count(), await tx.auditEntry.count()]);
const receive = async (scope: CompanyScope, who: TestPerson, upload: Upload) => valueOf(await receiveUpload(scope, who, upload));

describe("an upload", () => {
  it("is in the queue at once, with its file, its story and the job that reads it", async () => {
    const { scope, ana } = await people();
    const upload = file({ fileName: "C:\\Escáner\\Núñez 14.pdf" });
    const { proposalId, documentId, twin } = await receive(scope, ana, upload);
    expect(twin).toBeNull();
    const [row] = (await queuePage(scope, ana)).rows;
    expect(row).toMatchObject({ id: proposalId, state: "reading", title: "Núñez 14.pdf", fileName: "Núñez 14.pdf", attention: null });
    expect(valueOf(await itemView(scope, proposalId)).events).toMatchObject([
      { kind: "received", person: { name: "Ana" }, detail: { file: "Núñez 14.pdf" } },
    ]);
    expect(await jobsOf(scope)).toMatchObject([{ name: "document.read", data: { proposalId, environment: "sandbox" } }]);
    const stored = valueOf(await documentFile(scope, documentId));
    expect(Buffer.from(stored.bytes).equals(Buffer.from(upload.bytes))).toBe(true);
    expect(await verifyChain(scope)).toMatchObject({ ok: true, entries: 1 });
  });

  it("of any type is kept and can be downloaded as it came", async () => {
    const { scope, ana } = await people();
    for (const bytes of [Buffer.from("MZ\x90\x00 not a pdf"), Buffer.alloc(0), Buffer.from("<html>")]) {
      const { documentId } = await receive(scope, ana, file({ bytes }));
      const stored = valueOf(await documentFile(scope, documentId));
      expect(stored.mediaType).toBe("application/octet-stream");
      expect(Buffer.from(stored.bytes).equals(bytes)).toBe(true);
    }
  });

  it("of the same bytes is taken again and says which item it repeats", async () => {
    const { scope, ana } = await people();
    const upload = file();
    const first = await receive(scope, ana, upload);
    const second = await receive(scope, ana, { ...upload, fileName: "copia.pdf" });
    expect(second.proposalId).not.toBe(first.proposalId);
    expect(second.twin).toEqual({ proposalId: first.proposalId, fileName: "factura.pdf" });
    expect(valueOf(await itemView(scope, second.proposalId)).attention).toMatchObject({ code: "duplicate.file", level: "doubt" });
    expect(await rows(scope)).toEqual([2, 2, 2]);
  });

  it("of the same bytes in another environment or company repeats nothing", async () => {
    const [mine, theirs] = [await people(), await people()];
    const upload = file();
    await setAgentLive(mine.scope, { ...mine.ana, role: "admin" }, "invoices", true);
    await receive(mine.scope, mine.ana, upload);
    expect((await receive(otherEnvironment(mine.scope), mine.ana, upload)).twin).toBeNull();
    expect((await receive(theirs.scope, theirs.ana, upload)).twin).toBeNull();
  });

  it("in live is refused at the door, and leaves nothing, until an admin lets the agent work there", async () => {
    const { scope, ana } = await people();
    const live = otherEnvironment(scope);
    expect(codeOf(await receiveUpload(live, ana, file()))).toBe("agent.not_live");
    expect(await rows(live)).toEqual([0, 0, 0]);
    await setAgentLive(scope, { ...ana, role: "admin" }, "invoices", true);
    expect(codeOf(await receiveUpload(live, ana, file()))).toBe("ok");
  });

  it("that is too large is refused at the door and leaves nothing", async () => {
    const { scope, ana } = await people();
    const bytes = { byteLength: maxUploadBytes + 1 } as Uint8Array;
    expect(codeOf(await receiveUpload(scope, ana, file({ bytes })))).toBe("document.too_large");
    expect(await rows(scope)).toEqual([0, 0, 0]);
  });

  it("by a stranger or by somebody who may only look leaves nothing", async () => {
    const [mine, theirs] = [await people(), await people()];
    expect(codeOf(await receiveUpload(mine.scope, mine.eva, file()))).toBe("access.forbidden");
    expect(codeOf(await receiveUpload(mine.scope, theirs.ana, file()))).toBe("access.not_found");
    expect(await rows(mine.scope)).toEqual([0, 0, 0]);
  });

  it("survives a crash between the file and its row: the blob harms nobody and the file can come again", async () => {
    const { scope, ana } = await people();
    const upload = file();
    const broken: CompanyScope = { ...scope, write: () => Promise.reject(new Error("the process died here")) };
    await expect(receiveUpload(broken, ana, upload)).rejects.toThrow("died here");
    expect(await rows(scope)).toEqual([0, 0, 0]);
    expect((await receive(scope, ana, upload)).twin).toBeNull();
    expect(await rows(scope)).toEqual([1, 1, 1]);
  });

  it("is not announced when its file could not be stored", async () => {
    const { scope, ana } = await people();
    const folder = process.env.BLOB_DIR ?? "";
    process.env.BLOB_DIR = "/dev/null/nowhere";
    try {
      const { forgetEnv } = await import("@/lib/platform/env");
      forgetEnv();
      await expect(receiveUpload(scope, ana, file())).rejects.toThrow();
    } finally {
      process.env.BLOB_DIR = folder;
      (await import("@/lib/platform/env")).forgetEnv();
    }
    expect(await rows(scope)).toEqual([0, 0, 0]);
  });

  it("keeps two files with the same name apart", async () => {
    const { scope, ana } = await people();
    const [one, two] = [await receive(scope, ana, file()), await receive(scope, ana, file())];
    const keys = await scope.read((tx) => tx.document.findMany({ select: { blobKey: true, id: true } }));
    expect(new Set(keys.map(({ blobKey }) => blobKey)).size).toBe(2);
    expect(keys.every(({ blobKey, id }) => blobKey === `${scope.companyId}/sandbox/${id}`)).toBe(true);
    expect(await blobStore().get(`${scope.companyId}/sandbox/${one.documentId}`)).not.toEqual(
      await blobStore().get(`${scope.companyId}/sandbox/${two.documentId}`),
    );
  });
});

describe("the name of a file", () => {
  it.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\tmp\\a.pdf", "a.pdf"],
    ["a\u202Efdp.exe\u0000.pdf", "afdp.exe.pdf"],
    ["   ", "sin-nombre"],
    ["x".repeat(500), "x".repeat(200)],
  ])("%j becomes %j", (given, wanted) => expect(tidyName(given)).toBe(wanted));
});

describe("reading again", () => {
  it("gives a refused file another try, once, and no other item", async () => {
    const { scope, ana } = await people();
    const refused = await plainProposal(scope, { state: "refused", fileName: "a.pdf" });
    expect(valueOf(await readAgain(scope, ana, refused)).state).toBe("reading");
    expect(valueOf(await readAgain(scope, ana, refused)).state).toBe("reading");
    expect((await jobsOf(scope)).filter(({ name }) => name === "document.read")).toHaveLength(1);
    expect(codeOf(await readAgain(scope, ana, await plainProposal(scope)))).toBe("proposal.not_open");
    expect(codeOf(await readAgain(scope, ana, await plainProposal(scope, { state: "failed" })))).toBe("proposal.not_open");
  });
});
