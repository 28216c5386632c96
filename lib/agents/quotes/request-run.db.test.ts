import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { requestOf } from "@/lib/agents/quotes/request-run";
import { blobStore } from "@/lib/documents/blob-store";
import { testDatabase } from "@/lib/testing/database";

testDatabase();

describe("a request that came as a mail", () => {
  it("is read whatever its head says", async () => {
    const address = `${"a".repeat(200)}@${"b".repeat(40)}.example`;
    const head = `From: "${"Pilar ".repeat(40)}" <${address}>\r\nTo: ventas@tienda.example\r\nSubject: Pedido\r\nDate: 2026-99-99T00:00:00Z`;
    const bytes = new TextEncoder().encode(`${head}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n3 palas\r\n`);
    const blobKey = `${randomUUID()}/sandbox/${randomUUID()}`;
    await blobStore().put(blobKey, bytes);
    const file = { proposalId: "p", documentId: "d", fileName: "hostil.eml", mediaType: "message/rfc822" };
    const read = await requestOf({ ...file, blobKey, channel: null, sender: null, subject: null, receivedOn: "2026-03-02" });
    if (!read.ok) throw new Error(read.error.code);
    const { from, received, text } = read.value;
    expect({ received, text: text.trim() }).toEqual({ received: "2026-03-02", text: "3 palas" });
    expect(from?.length).toBeLessThanOrEqual(300);
    expect(from).toMatch(/^Pilar .*<a+@b+\.example>$/u);
  });
});
