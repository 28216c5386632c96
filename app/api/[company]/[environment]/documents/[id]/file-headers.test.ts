import { describe, expect, it } from "vitest";
import { fileHeaders } from "./file-headers";

const file = (mediaType: string, fileName = "a.pdf") => ({ fileName, mediaType, bytes: new Uint8Array(3) });

describe("handing over a file of unknown origin", () => {
  it("shows a PDF in place, unless it is asked for as a download", () => {
    expect(fileHeaders(file("application/pdf"), false)["content-disposition"]).toMatch(/^inline;/);
    expect(fileHeaders(file("application/pdf"), true)["content-disposition"]).toMatch(/^attachment;/);
  });

  it.each(["text/html", "image/svg+xml", "application/xml", "application/octet-stream"])("never shows %s in place", (mediaType) => {
    expect(fileHeaders(file(mediaType), false)).toMatchObject({
      "content-type": "application/octet-stream",
      "x-content-type-options": "nosniff",
      "content-disposition": expect.stringMatching(/^attachment;/),
    });
  });

  it("cannot be tricked by the name of the file", () => {
    const name = 'año"; filename="x.exe\r\nset-cookie: a=b.pdf';
    const disposition = fileHeaders(file("application/pdf", name), false)["content-disposition"] ?? "";
    expect(disposition).not.toMatch(/[\r\n]/);
    expect(disposition).toContain('filename="ano_; filename=_x.exeset-cookie: a=b.pdf"');
    expect(disposition).toContain("filename*=UTF-8''a%C3%B1o%22");
  });
});
