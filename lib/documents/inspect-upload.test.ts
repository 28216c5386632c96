import { describe, expect, it } from "vitest";
import { inspectUpload } from "@/lib/documents/inspect-upload";

const bytes = (...parts: (string | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...part].map((c) => c.charCodeAt(0)) : part)));

describe("what an upload is", () => {
  it.each([
    ["application/pdf", bytes("%PDF-1.7\n")],
    ["application/pdf", bytes([0xef, 0xbb, 0xbf], "junk from a gateway\r\n%PDF-1.4\n")],
    ["image/jpeg", bytes([0xff, 0xd8, 0xff, 0xe0])],
    ["image/png", bytes([0x89], "PNG\r\n", [0x1a], "\n")],
    ["image/webp", bytes("RIFF", [1, 2, 3, 4], "WEBPVP8 ")],
    ["image/tiff", bytes("II", [0x2a, 0])],
    ["image/tiff", bytes("MM", [0, 0x2a])],
    ["image/heic", bytes([0, 0, 0, 24], "ftypheic")],
    ["image/heic", bytes([0, 0, 0, 24], "ftypmif1", [0, 0, 0, 0], "mif1heic")],
    ["application/xml", bytes([0xef, 0xbb, 0xbf], '<?xml version="1.0"?><Facturae>')],
    ["application/xml", bytes([0xff, 0xfe], "<\0?\0x\0m\0l\0 \0")],
    ["application/xml", bytes("<fe:Facturae xmlns")],
    ["message/rfc822", bytes("Received: from mail.example.com\r\nSubject: Factura")],
    ["message/rfc822", bytes("ARC-Seal: i=1\r\n\ta=rsa\r\nX-Spam: no\r\nFrom: a@b.example\r\n\r\n")],
    ["message/rfc822", bytes([0xef, 0xbb, 0xbf], "\nFrom MAILER 1\nTo: a@b.example\n")],
  ])("is told by its first bytes: %s", (mediaType, file) =>
    expect(inspectUpload(file, "x.exe")).toEqual({ ok: true, value: { mediaType } }),
  );

  it.each([
    ["exe", bytes("MZ", [0x90, 0], "%PDF-1.7")],
    ["exe", bytes([0x7f], "ELF")],
    ["avif", bytes([0, 0, 0, 24], "ftypavif")],
    ["avif", bytes([0, 0, 0, 24], "ftypmif1", [0, 0, 0, 0], "mif1avif")],
    ["zip", bytes("PK", [3, 4])],
    ["gif", bytes("GIF89a")],
    ["doc", bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ["html", bytes("<!DOCTYPE html><html>")],
    ["svg", bytes('<?xml version="1.0"?><svg xmlns="x">')],
  ])("is refused by name of its type: %s", (type, file) =>
    expect(inspectUpload(file, "factura.pdf")).toEqual({
      ok: false,
      error: { code: "document.unsupported_type", detail: { type }, retry: "never" },
    }),
  );

  it("is refused when it is nothing known, and when it is nothing at all", () => {
    expect(inspectUpload(bytes("hola, esto no es nada"), "factura.pdf")).toMatchObject({
      ok: false,
      error: { code: "document.unsupported_type" },
    });
    expect(inspectUpload(new Uint8Array(), "factura.pdf")).toMatchObject({ ok: false, error: { code: "document.empty" } });
  });
});
