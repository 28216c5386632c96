import { afterAll, describe, expect, it } from "vitest";
import "@/lib/agents/all";
import { senderOf } from "@/lib/agents/invoices/mail-store";
import { readInvoice } from "@/lib/agents/invoices/run";
import { findAttachment } from "@/lib/agents/invoices/store";
import { closeReaders, readDocument } from "@/lib/documents/read-document";
import { closeWriters } from "@/lib/documents/write-pages";
import { documentFile } from "@/lib/inbox/document-file";
import { mergeItems } from "@/lib/inbox/merge-items";
import { findStanding } from "@/lib/inbox/part-store";
import { originsOf } from "@/lib/inbox/place-of-pages";
import { receiveUpload } from "@/lib/inbox/receive-upload";
import { splitItem } from "@/lib/inbox/split-item";
import { verifyChain } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { itemView } from "@/lib/review/item-view";
import { queuePage } from "@/lib/review/queue-page";
import { decide } from "@/lib/review/decide";
import { snoozeProposal } from "@/lib/review/snooze-proposal";
import { testDatabase } from "@/lib/testing/database";
import { jobsOf } from "@/lib/testing/jobs";
import { pagesPdf } from "@/lib/testing/pdfs";
import { accountant, company, viewer, type TestPerson } from "@/lib/testing/people";
import { codeOf, valueOf } from "@/lib/testing/proposals";

testDatabase();
afterAll(() => {
  closeReaders();
  closeWriters();
});

const head = (number: string) => `
TORRECILLA SUMINISTROS, S.L.                FACTURA
NIF: B47100235
Factura nº: ${number}          Fecha: 14/10/2026
`;
const line = (net: string) => `
Descripción                 Cantidad   Precio    Importe
Tornillo de 20 mm                  1   ${net}    ${net}
`;
const sums = (net: string, tax: string, total: string) => `
Base imponible     IVA 21 %     TOTAL FACTURA
${net}             ${tax}       ${total} EUR
`;
const one = (number: string) => `${head(number)}${line("100,00")}${sums("100,00", "21,00", "121,00")}`;
const firstPage = (number: string) => `${head(number)}${line("60,00")}\n\n                Página 1 de 2`;
const lastPage = (number: string) => `${head(number)}${line("40,00")}${sums("100,00", "21,00", "121,00")}\n\n                Página 2 de 2`;

const people = () => company().with(accountant("ana"), viewer("vera"));
async function upload(scope: CompanyScope, who: TestPerson, bytes: Uint8Array, fileName = "lote.pdf") {
  const received = valueOf(await receiveUpload(scope, who, { fileName, bytes, source: "upload" }));
  await readInvoice(scope, received.proposalId);
  return received;
}
const item = async (scope: CompanyScope, id: string) => valueOf(await itemView(scope, id));
async function seen(scope: CompanyScope, id: string) {
  const { version, payloadHash } = await item(scope, id);
  return { id, seenVersion: version, seenHash: payloadHash };
}
const rows = async (scope: CompanyScope, who: TestPerson) => (await queuePage(scope, who)).rows;
const titles = async (scope: CompanyScope, who: TestPerson) => (await rows(scope, who)).map(({ title }) => title).sort();
async function readAll(scope: CompanyScope) {
  for (const { data } of await jobsOf(scope)) await readInvoice(scope, (data as { proposalId: string }).proposalId);
}
async function split(scope: CompanyScope, who: TestPerson, id: string, ...at: readonly number[]) {
  const done = await splitItem(scope, who, { ...(await seen(scope, id)), at: [...at] });
  await readAll(scope);
  return done;
}
async function merge(scope: CompanyScope, who: TestPerson, id: string, other: string, order: "after" | "before" = "after") {
  const done = await mergeItems(scope, who, { ...(await seen(scope, id)), other: await seen(scope, other), order });
  await readAll(scope);
  return done;
}
/** How many items each page of each file that arrived belongs to. */
async function holders(scope: CompanyScope): Promise<readonly number[]> {
  return scope.read(async (tx) => {
    const key = { companyId: scope.companyId, environment: scope.environment };
    const live = await tx.proposal.findMany({ where: { ...key, state: { not: "joined" } }, select: { id: true } });
    const all = await tx.document.findMany({ where: key, select: { id: true, pages: true, madeOf: true } });
    const arrived = all.filter(({ madeOf }) => madeOf === null);
    const counts = new Map(arrived.flatMap(({ id, pages }) => (pages as { number: number }[]).map(({ number }) => [`${id} ${number}`, 0])));
    for (const { id } of live) {
      const standing = await findStanding(tx, scope, id);
      const pages = (standing ? originsOf(standing) : []).flatMap(({ documentId, pages: own }) =>
        own.map((page) => `${documentId} ${page}`),
      );
      for (const page of pages) counts.set(page, (counts.get(page) ?? 0) + 1);
    }
    return [...counts.values()];
  });
}
const pagesAttached = async (scope: CompanyScope, id: string) => {
  const { document } = await item(scope, id);
  const attached = await scope.read((tx) => findAttachment(tx, scope, { id, documentId: document?.id ?? null }));
  const file = valueOf(await documentFile(scope, attached?.documentId ?? ""));
  const read = valueOf(await readDocument(file.bytes, "application/pdf"));
  return { fileName: attached?.fileName, texts: read.pages.map(({ words }) => words.map(({ text }) => text).join(" ")) };
};

describe("a PDF with several invoices", () => {
  it("gives each only once, also when a worker that was thought dead comes back after a person divided one", async () => {
    const { scope, ana } = await people();
    const bytes = await pagesPdf(firstPage("T-1"), lastPage("T-1"), one("T-2"));
    const { proposalId } = valueOf(await receiveUpload(scope, ana, { fileName: "lote.pdf", bytes, source: "upload" }));
    const slow: CompanyScope = {
      ...scope,
      write: async (fn) => {
        await readInvoice(scope, proposalId);
        valueOf(await splitItem(scope, ana, { ...(await seen(scope, proposalId)), at: [2] }));
        return scope.write(fn);
      },
    };
    await readInvoice(slow, proposalId);
    expect(await item(scope, proposalId)).toMatchObject({ state: "reading", part: { pages: [1] } });
    expect(await holders(scope)).toEqual([1, 1, 1]);
  });

  it("gives each its own item, which names its pages and takes only them to Holded", async () => {
    const { scope, ana } = await people();
    const { proposalId } = await upload(scope, ana, await pagesPdf(one("T-1"), firstPage("T-2"), lastPage("T-2"), one("T-3")));
    await readInvoice(scope, proposalId);
    expect(await titles(scope, ana)).toEqual(["T-1", "T-2", "T-3"]);
    const second = (await rows(scope, ana)).find(({ title }) => title === "T-2");
    expect((await item(scope, second?.id ?? "")).part).toMatchObject({ index: 2, of: 3, pages: [2, 3] });
    const { fileName, texts } = await pagesAttached(scope, second?.id ?? "");
    expect(fileName).toBe("lote-p2-3.pdf");
    expect(texts.map((text) => text.match(/T-\d/)?.[0])).toEqual(["T-2", "T-2"]);
    expect(await holders(scope)).toEqual([1, 1, 1, 1]);
    expect(await verifyChain(scope)).toMatchObject({ ok: true });
  }, 90_000);

  it("of a single invoice keeps the file whole", async () => {
    const { scope, ana } = await people();
    const { proposalId } = await upload(scope, ana, await pagesPdf(firstPage("T-2"), lastPage("T-2")));
    expect(await item(scope, proposalId)).toMatchObject({ part: null, title: "T-2", amount: "121.00" });
    expect(await pagesAttached(scope, proposalId)).toMatchObject({ fileName: "lote.pdf" });
  });

  it("that arrives again is a duplicate, invoice by invoice, and its invoices are none of each other", async () => {
    const { scope, ana } = await people();
    const bytes = await pagesPdf(one("T-1"), one("T-2"));
    const duplicates = async () => {
      const items = await Promise.all((await rows(scope, ana)).map(({ id }) => item(scope, id)));
      return items.map(({ reasons }) => reasons.filter(({ code }) => code.startsWith("duplicate.")).map(({ code }) => code));
    };
    await upload(scope, ana, bytes);
    expect((await duplicates()).flat()).toEqual([]);
    await upload(scope, ana, bytes);
    expect((await duplicates()).map((codes) => codes.includes("duplicate.file"))).toEqual([false, false, true, true]);
  });
});

describe("dividing an item", () => {
  it("makes items of the runs of pages, each read anew; every page stays with exactly one", async () => {
    const { scope, ana } = await people();
    const { proposalId } = await upload(scope, ana, await pagesPdf(firstPage("T-2"), lastPage("T-2")));
    const { ids } = valueOf(await split(scope, ana, proposalId, 2));
    expect(ids).toEqual([proposalId, expect.any(String)]);
    expect((await item(scope, proposalId)).part).toMatchObject({ pages: [1] });
    expect((await item(scope, ids[1] ?? "")).part).toMatchObject({ pages: [2] });
    expect(await holders(scope)).toEqual([1, 1]);
    const events = (await item(scope, proposalId)).events.map(({ kind }) => kind);
    expect(events).toContain("split");
    expect(await verifyChain(scope)).toMatchObject({ ok: true });
  });

  it("keeps what stood there before as versions", async () => {
    const { scope, ana } = await people();
    const { proposalId } = await upload(scope, ana, await pagesPdf(firstPage("T-2"), lastPage("T-2")));
    valueOf(await split(scope, ana, proposalId, 2));
    const { versions, state } = await item(scope, proposalId);
    expect(versions[0]?.payload).toMatchObject({ number: "T-2", total: "121.00" });
    if (state === "open") expect(versions).toHaveLength(2);
  });

  it("is undone by merging: the file is whole again and reads as it did", async () => {
    const { scope, ana } = await people();
    const { proposalId } = await upload(scope, ana, await pagesPdf(firstPage("T-2"), lastPage("T-2")));
    const { ids } = valueOf(await split(scope, ana, proposalId, 2));
    valueOf(await merge(scope, ana, proposalId, ids[1] ?? ""));
    expect(await item(scope, proposalId)).toMatchObject({ part: null, state: "open", title: "T-2", amount: "121.00" });
    expect(await holders(scope)).toEqual([1, 1]);
  });

  it("at pages it does not have, or at its first, is refused and changes nothing", async () => {
    const { scope, ana } = await people();
    const { proposalId } = await upload(scope, ana, await pagesPdf(firstPage("T-2"), lastPage("T-2")));
    for (const at of [[1], [3], [2, 2]]) expect(codeOf(await split(scope, ana, proposalId, ...at))).toBe("input.invalid");
    expect(await item(scope, proposalId)).toMatchObject({ state: "open", part: null });
  });

  it("is refused from a stale screen, to those who only look, and once something is decided", async () => {
    const { scope, ana, vera } = await people();
    const { proposalId } = await upload(scope, ana, await pagesPdf(firstPage("T-2"), lastPage("T-2")));
    const now = await seen(scope, proposalId);
    expect(codeOf(await splitItem(scope, ana, { ...now, seenVersion: 9, at: [2] }))).toBe("proposal.stale");
    expect(codeOf(await splitItem(scope, vera, { ...now, at: [2] }))).toBe("access.forbidden");
    const until = new Date(Date.now() + 86_400_000).toISOString();
    valueOf(await snoozeProposal(scope, ana, { ...now, requestKey: crypto.randomUUID(), until }));
    expect(codeOf(await splitItem(scope, ana, { ...now, at: [2] }))).toBe("proposal.not_open");
  });

  it("by two clicks at once happens once", async () => {
    const { scope, ana } = await people();
    const { proposalId } = await upload(scope, ana, await pagesPdf(firstPage("T-2"), lastPage("T-2")));
    const now = await seen(scope, proposalId);
    const codes = (await Promise.all([1, 2].map(() => splitItem(scope, ana, { ...now, at: [2] })))).map(codeOf).sort();
    expect(codes).toEqual(["ok", "proposal.unread"]);
    expect(await holders(scope)).toEqual([1, 1]);
  });
});

describe("merging two files", () => {
  async function twoFiles() {
    const { scope, ana, vera } = await people();
    const first = await upload(scope, ana, await pagesPdf(firstPage("T-2")), "hoja 1.pdf");
    const second = await upload(scope, ana, await pagesPdf(lastPage("T-2")), "hoja 2.pdf");
    return { scope, ana, vera, a: first.proposalId, b: second.proposalId };
  }

  it("makes one item that reads both as one document, in order, and carries both to Holded", async () => {
    const { scope, ana, a, b } = await twoFiles();
    valueOf(await merge(scope, ana, a, b));
    const merged = await item(scope, a);
    expect(merged).toMatchObject({ state: "open", title: "T-2", amount: "121.00", fileName: "hoja 1.pdf" });
    expect(merged.document?.pages).toHaveLength(2);
    expect((await pagesAttached(scope, a)).texts.map((text) => text.match(/Página \d/)?.[0])).toEqual(["Página 1", "Página 2"]);
    expect(await item(scope, b)).toMatchObject({ state: "joined", title: "T-2" });
    expect(await titles(scope, ana)).toEqual(["T-2"]);
    expect(await holders(scope)).toEqual([1, 1]);
    expect(await verifyChain(scope)).toMatchObject({ ok: true });
  });

  it("still knows who sent the one that came by mail", async () => {
    const { scope, ana, a, b } = await twoFiles();
    const documentOf = (id: string) => scope.read(async (tx) => (await findStanding(tx, scope, id))?.documentId ?? "");
    const itsDocument = await documentOf(b);
    const key = { companyId: scope.companyId, environment: scope.environment };
    await scope.write((tx) =>
      tx.document.updateMany({ where: { ...key, id: itsDocument }, data: { mail: { fromAddress: "a@aldaba-pagos.com" } } }),
    );
    valueOf(await merge(scope, ana, a, b));
    const made = await documentOf(a);
    expect(await scope.read((tx) => senderOf(tx, scope, made))).toMatchObject({ mail: { fromDomain: "aldaba-pagos.com" } });
  });

  it("is proposed where one has the number of the other and only one has a total, and is then no duplicate", async () => {
    const { scope, ana } = await people();
    await upload(scope, ana, await pagesPdf(`${head("T-2")}\nDetalle en la hoja siguiente`), "hoja 1.pdf");
    const { proposalId } = await upload(scope, ana, await pagesPdf(one("T-2")), "hoja 2.pdf");
    const { reasons } = await item(scope, proposalId);
    expect(reasons).toContainEqual(expect.objectContaining({ code: "join.same_number", level: "doubt" }));
    expect(reasons.map(({ code }) => code)).not.toContain("duplicate.proposal");
  });

  it("is proposed by the count of the pages of what came together, in words, with its order, and says nothing once it is one", async () => {
    const { scope, ana } = await people();
    const second = `${line("40,00")}${sums("100,00", "21,00", "121,00")}\nPágina 2 de 2`;
    const last = await upload(scope, ana, await pagesPdf(second), "hoja 2.pdf");
    const first = await upload(scope, ana, await pagesPdf(`${head("T-2")}${line("60,00")}\nPágina 1 de 2`), "hoja 1.pdf");
    const { reasons } = await item(scope, first.proposalId);
    const detail = { file: "hoja 2.pdf", id: last.proposalId, order: "after", of: 2, own: "1", other: "2" };
    expect(reasons).toContainEqual({ code: "join.page_marks", level: "doubt", detail });
    valueOf(await merge(scope, ana, first.proposalId, last.proposalId));
    const merged = await item(scope, first.proposalId);
    expect(merged).toMatchObject({ title: "T-2", amount: "121.00" });
    expect(merged.reasons.filter(({ code }) => /^join|part_of_count/.test(code))).toEqual([]);
  });

  it("is not proposed with what somebody else sent, or with what came another day", async () => {
    const { scope, ana, luis } = await company().with(accountant("ana"), accountant("luis"));
    const second = await pagesPdf(`${line("40,00")}${sums("100,00", "21,00", "121,00")}\nPágina 2 de 2`);
    const old = await upload(scope, ana, second, "hoja 2.pdf");
    const key = { companyId: scope.companyId, environment: scope.environment };
    await scope.write((tx) =>
      tx.document.updateMany({ where: { ...key, id: old.documentId }, data: { createdAt: new Date("2026-11-01") } }),
    );
    valueOf(await receiveUpload(scope, luis, { fileName: "hoja 3.pdf", bytes: second, source: "upload" }));
    await readAll(scope);
    const first = await upload(scope, ana, await pagesPdf(`${head("T-2")}${line("60,00")}\nPágina 1 de 2`), "hoja 1.pdf");
    expect((await item(scope, first.proposalId)).reasons.map(({ code }) => code).filter((code) => code.startsWith("join"))).toEqual([]);
  });

  it("in the other order puts the other pages first", async () => {
    const { scope, ana, a, b } = await twoFiles();
    valueOf(await merge(scope, ana, b, a, "before"));
    expect((await pagesAttached(scope, b)).texts.map((text) => text.match(/Página \d/)?.[0])).toEqual(["Página 1", "Página 2"]);
  });

  it("is undone by dividing: both items are back with their own files", async () => {
    const { scope, ana, a, b } = await twoFiles();
    const before = await Promise.all([a, b].map((id) => item(scope, id)));
    valueOf(await merge(scope, ana, a, b));
    expect(valueOf(await split(scope, ana, a, 2)).ids).toEqual([a, b]);
    const after = await Promise.all([a, b].map((id) => item(scope, id)));
    expect(after.map(({ document, part, state }) => [document?.id, part, state])).toEqual(
      before.map(({ document, part, state }) => [document?.id, part, state]),
    );
    expect(await holders(scope)).toEqual([1, 1]);
  });

  it("is refused where one of the two was changed, decided or is not hers, and changes nothing", async () => {
    const { scope, ana, vera, a, b } = await twoFiles();
    const other = await seen(scope, b);
    const now = { ...(await seen(scope, a)), order: "after" } as const;
    expect(codeOf(await mergeItems(scope, ana, { ...now, other: { ...other, seenVersion: 7 } }))).toBe("proposal.stale");
    expect(codeOf(await mergeItems(scope, ana, { ...now, other: { ...other, id: a } }))).toBe("input.invalid");
    expect(codeOf(await mergeItems(scope, vera, { ...now, other }))).toBe("access.forbidden");
    const stranger = await people();
    expect(codeOf(await mergeItems(stranger.scope, stranger.ana, { ...now, other }))).toBe("access.not_found");
    valueOf(await decide(scope, ana, { verdict: "reject", ...other, requestKey: crypto.randomUUID(), reason: "No" }));
    expect(codeOf(await mergeItems(scope, ana, { ...now, other }))).toBe("proposal.not_open");
    expect(await item(scope, a)).toMatchObject({ state: "open", part: null });
    expect(await holders(scope)).toEqual([1, 1]);
  });

  it("each into the other at once ends with one item, not with none", async () => {
    const { scope, ana, a, b } = await twoFiles();
    const [one, two] = [await seen(scope, a), await seen(scope, b)];
    const both = [
      mergeItems(scope, ana, { ...one, other: two, order: "after" }),
      mergeItems(scope, ana, { ...two, other: one, order: "after" }),
    ];
    expect((await Promise.all(both)).filter(({ ok }) => ok)).toHaveLength(1);
    await readAll(scope);
    expect(await holders(scope)).toEqual([1, 1]);
  });
});
