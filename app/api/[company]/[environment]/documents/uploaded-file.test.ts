import { describe, expect, it } from "vitest";
import { uploadedFile } from "./uploaded-file";

const request = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://localhost/api/a/sandbox/documents", { method: "POST", body, headers, ...({ duplex: "half" } as object) });

describe("the file of an upload request", () => {
  it("keeps accents in the name of a raw upload", async () => {
    const file = await uploadedFile(request(new Uint8Array([1, 2, 3]), { "x-file-name": encodeURIComponent("Factura nº 417 año.pdf") }));
    expect(file).toMatchObject({
      ok: true,
      value: { fileName: "Factura nº 417 año.pdf", source: "upload", bytes: new Uint8Array([1, 2, 3]) },
    });
  });

  it("keeps a name whose encoding is broken as it came", async () => {
    expect(await uploadedFile(request("x", { "x-file-name": "50%.pdf" }))).toMatchObject({ ok: true, value: { fileName: "50%.pdf" } });
  });

  it("reads the one file of a form", async () => {
    const form = new FormData();
    form.set("file", new File(["%PDF"], "luz.pdf"));
    expect(await uploadedFile(request(form))).toMatchObject({
      ok: true,
      value: { fileName: "luz.pdf", bytes: new TextEncoder().encode("%PDF") },
    });
  });

  it("refuses a form with two files, and one with none", async () => {
    const two = new FormData();
    two.append("file", new File(["a"], "a.pdf"));
    two.append("file", new File(["b"], "b.pdf"));
    expect(await uploadedFile(request(two))).toMatchObject({ ok: false, error: { code: "input.invalid" } });
    expect(await uploadedFile(request(new FormData()))).toMatchObject({ ok: false, error: { code: "input.invalid" } });
    expect(await uploadedFile(request("no form", { "content-type": "multipart/form-data; boundary=x" }))).toMatchObject({
      ok: false,
      error: { code: "input.invalid" },
    });
  });

  it("stops reading a body that grows past the limit, announced or not", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(8 * 1024 * 1024));
      },
    });
    expect(await uploadedFile(request(endless))).toMatchObject({ ok: false, error: { code: "document.too_large" } });
    expect(pulled).toBeLessThan(20);
    expect(await uploadedFile(request("x", { "content-length": String(500 * 1024 * 1024) }))).toMatchObject({ ok: false });
  });

  it("refuses an empty file", async () => {
    expect(await uploadedFile(request(""))).toMatchObject({ ok: false, error: { code: "document.empty" } });
  });
});
