import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { openMail } from "@/lib/documents/mail/open-mail";
import type { OpenedMail } from "@/lib/documents/model-mail";
import { mail, rawMail, type TestMail } from "@/lib/testing/mails";
import { valueOf } from "@/lib/testing/proposals";

const bytes = (text: string) => new TextEncoder().encode(text);
const pdf = (mark = "") => ({ type: "application/pdf", name: `factura${mark}.pdf`, bytes: bytes(`%PDF-1.4\n${mark}`) });
const picture = async (width: number, height: number) =>
  new Uint8Array(await sharp({ create: { width, height, channels: 3, background: `rgb(${width % 255},200,9)` } }).jpeg().toBuffer()); // prettier-ignore
const open = async (wanted: TestMail | Uint8Array) => valueOf(await openMail(wanted instanceof Uint8Array ? wanted : mail(wanted)));
const names = ({ parts, left }: OpenedMail) => ({
  parts: parts.map(({ fileName }) => fileName),
  left: Object.fromEntries(left.map(({ fileName, why }) => [fileName, why])),
});

describe("a mail", () => {
  it("says who sent it, about what and when", async () => {
    const { head } = await open({ from: "María Núñez <Maria@Aldaba.example>", subject: "Factura de marzo – nº 12", messageId: "<1@x>" });
    expect(head).toEqual({
      fromName: "María Núñez",
      fromAddress: "maria@aldaba.example",
      subject: "Factura de marzo – nº 12",
      date: "2026-03-03T08:30:00.000Z",
      messageId: "<1@x>",
    });
  });

  it("gives every file that may be an invoice, told by its bytes, and its name for every one that is none", async () => {
    const xml = bytes(`<?xml version="1.0"?><Facturae><FileHeader/><Parties/></Facturae>`);
    const found = await open({
      files: [
        { ...pdf("-1"), type: "application/octet-stream", name: "sin-tipo" },
        { type: "text/xml", name: "factura.xsig", bytes: xml },
        { type: "application/xml", name: "acuse.xml", bytes: bytes("<?xml version='1.0'?><acuse/>") },
        { type: "text/x-vcard", name: "ana.vcf", bytes: bytes("BEGIN:VCARD") },
        { type: "text/calendar", name: "cita.ics", bytes: bytes("BEGIN:VCALENDAR") },
        { type: "application/pkcs7-signature", name: "smime.p7s", bytes: bytes("0\x82") },
        { type: "application/zip", name: "todo.zip", bytes: bytes("PK\x03\x04") },
        { type: "application/ms-tnef", name: "winmail.dat", bytes: bytes('x\x9f>"') },
        { type: "application/pdf", name: "no-es.pdf", bytes: bytes("MZ") },
        { type: "application/pdf", name: "vacio.pdf", bytes: bytes("") },
        { type: "text/plain", name: "condiciones.txt", bytes: bytes("Date: siempre\n\nNo se admiten devoluciones.") },
      ],
    });
    expect(names(found)).toEqual({
      parts: ["sin-tipo", "factura.xsig"],
      left: {
        "acuse.xml": "other_xml",
        "ana.vcf": "contact",
        "cita.ics": "calendar",
        "smime.p7s": "signature",
        "todo.zip": "archive",
        "winmail.dat": "outlook",
        "no-es.pdf": "unsupported",
        "vacio.pdf": "empty",
        "condiciones.txt": "unsupported",
      },
    });
  });

  it("tells a photographed invoice from logos, banners and signatures by size, shape and place", async () => {
    const photo = { type: "image/jpeg", name: "foto.jpg", bytes: await picture(1200, 1600) };
    const logo = { type: "image/jpeg", name: "logo.jpg", bytes: await picture(180, 180) };
    const banner = { type: "image/jpeg", name: "banner.jpg", bytes: await picture(1400, 300) };
    const signature = { type: "image/jpeg", name: "firma.jpg", bytes: await picture(700, 400), inline: true, contentId: "firma" };
    const found = await open({ html: '<p>Hola <img src="cid:firma">', files: [logo, photo, banner, signature] });
    expect(names(found)).toEqual({
      parts: ["foto.jpg"],
      left: { "logo.jpg": "decoration", "banner.jpg": "decoration", "firma.jpg": "decoration" },
    });
  });

  it("takes a large picture in its text for a document only where nothing else can be one", async () => {
    const inside = { type: "image/jpeg", name: "IMG_1.jpg", bytes: await picture(1200, 1700), inline: true, contentId: "1" };
    expect(names(await open({ html: '<img src="cid:1">', files: [inside] })).parts).toEqual(["IMG_1.jpg"]);
    expect(names(await open({ html: '<img src="cid:1">', files: [inside, pdf()] }))).toEqual({
      parts: ["factura.pdf"],
      left: { "IMG_1.jpg": "decoration" },
    });
  });

  it("is opened through a chain of forwarded mails, and each file knows its own sender", async () => {
    const inner = mail({ from: "Proveedor <f@proveedor.example>", files: [pdf("-1"), pdf("-2")] });
    const outer = await open({
      from: "Ana <ana@cliente.example>",
      files: [{ type: "message/rfc822", name: "Fwd.eml", bytes: mail({ files: [{ type: "message/rfc822", bytes: inner }, pdf("-2")] }) }],
    });
    expect(names(outer)).toEqual({ parts: ["factura-1.pdf", "factura-2.pdf"], left: { "factura-2.pdf": "repeated" } });
    expect(outer.parts.map(({ head }) => head.fromAddress)).toEqual(["f@proveedor.example", "f@proveedor.example"]);
    expect(outer.head.fromAddress).toBe("ana@cliente.example");
  });

  it("inside mails without end stops at the fifth", async () => {
    let nested = mail({ files: [pdf()] });
    for (let depth = 0; depth < 8; depth++) nested = mail({ files: [{ type: "message/rfc822", name: `${depth}.eml`, bytes: nested }] });
    expect(names(await open(nested))).toEqual({ parts: [], left: { "3.eml": "too_deep" } });
  });

  it("with hundreds of parts is refused, and with frames inside frames too", async () => {
    const files = Array.from({ length: 201 }, (_, index) => pdf(`-${index}`));
    expect(await openMail(mail({ files }))).toMatchObject({ ok: false, error: { code: "document.too_complex" } });
    const frames = Array.from({ length: 60 }, (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n\r\n`).join("");
    const deep = rawMail(["From: a@b.example", "Content-Type: multipart/mixed; boundary=b0"], bytes(frames));
    expect(await openMail(deep)).toMatchObject({ ok: false, error: { code: "document.damaged" } });
  });

  it("keeps its letters in every charset and encoding that senders use", async () => {
    const body = async (charset: string, encoding: string, content: readonly number[] | string) => {
      const lines = ["From: a@b.example", `Content-Type: text/plain; charset=${charset}`, `Content-Transfer-Encoding: ${encoding}`];
      const [drawn] = (await open(rawMail(lines, typeof content === "string" ? bytes(content) : Uint8Array.from(content)))).bodies;
      return /\((.*)\) Tj/u.exec(Buffer.from(drawn?.bytes ?? []).toString("latin1"))?.[1];
    };
    // Drawn in windows-1252: "ñ" is F1, the euro 80.
    expect(await body("windows-1252", "8bit", [0xf1, 0x20, 0x80])).toBe("\xf1 \x80");
    expect(await body("iso-8859-15", "8bit", [0xf1, 0x20, 0xa4])).toBe("\xf1 \x80");
    expect(await body("utf-8", "quoted-printable", "=C3=B1 =E2=82=AC")).toBe("\xf1 \x80");
    expect(await body("utf-8", "base64", Buffer.from("ñ €").toString("base64"))).toBe("\xf1 \x80");
    expect(await body("no-such-charset", "8bit", [0xf1])).toBe("\xf1");
  });

  it("of any bytes whatever gives its content or a refusal, and never throws", async () => {
    const pieces = ["From: a@b\r\n", "Content-Type: multipart/mixed; boundary=x\r\n", "\r\n", "--x\r\n", "--x--", "Content-Type: text/html\r\n", "<table><tr><td>", "</td", "&#x;", "Content-Type: message/rfc822\r\n", "Content-Transfer-Encoding: base64\r\n", "=?utf-8?Q?=C3?=", "%PDF-1.4", "\0", "=", "<!--"]; // prettier-ignore
    const text = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary" })), { maxLength: 40 })
      .map((all) => bytes(all.join("")));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 2000 }), text), async (given) => {
        const result = await openMail(given);
        expect(result.ok || ["document.damaged", "document.too_complex"].includes(result.error.code)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
