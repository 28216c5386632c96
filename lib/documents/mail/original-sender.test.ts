import { describe, expect, it } from "vitest";
import { originalSender } from "@/lib/documents/mail/original-sender";

const head = (subject: string) => ({ fromName: "Ana", fromAddress: "ana@cliente.example", subject, date: null, messageId: null });
const supplier = { fromName: "Torrecilla SL", fromAddress: "f@torrecilla.example" };

describe("who sent what is in a mail", () => {
  it.each([
    ["Gmail", "Fwd: Su factura", "Mira.\n---------- Forwarded message ---------\nDe: Torrecilla SL <f@torrecilla.example>\nDate: mar, 3 mar 2026\nSubject: Su factura\nTo: <ana@cliente.example>"],
    ["Outlook", "RV: Su factura", "________\nDe: Torrecilla SL <F@Torrecilla.example>\nEnviado: martes, 3 de marzo\nPara: Ana\nAsunto: Su factura"],
    ["Outlook as text", "FW: x", "From: Torrecilla SL [mailto:f@torrecilla.example]\nSent: Tuesday\nTo: Ana\nSubject: x"],
    ["Apple", "Su factura", "Inicio del mensaje reenviado:\n\nDe: Torrecilla SL <f@torrecilla.example>\nAsunto: Su factura\nFecha: 3 de marzo"],
    ["Catalan", "Fwd: x", "Missatge reenviat\n*De:* Torrecilla SL <f@torrecilla.example>\nData: dimarts\nAssumpte: x"],
  ])("is read from the text of one that was passed on: %s", (_, subject, text) =>
    expect(originalSender(head(subject), text.split("\n"))).toEqual(supplier),
  ); // prettier-ignore

  it("is the innermost of several", () => {
    const block = (from: string) => `De: ${from}\nFecha: hoy\nAsunto: x`;
    const text = `${block("Eva <eva@cliente.example>")}\n\n${block("Torrecilla SL <f@torrecilla.example>")}`;
    expect(originalSender(head("Fwd: Fwd: x"), text.split("\n"))).toEqual(supplier);
  });

  it("is nobody where the text of one that was passed on does not say", () => {
    expect(originalSender(head("Fwd: factura"), ["De: la factura de f@torrecilla.example", "hablamos mañana"])).toEqual({
      fromName: null,
      fromAddress: null,
    });
  });

  it("is the sender of any other, also of an answer that quotes us", () => {
    const quoted = "Adjunta.\nDe: Compras <compras@cliente.example>\nEnviado: ayer\nPara: Torrecilla\nAsunto: factura";
    const sent = { ...head("RE: factura"), ...supplier };
    expect(originalSender(sent, quoted.split("\n"))).toEqual(supplier);
  });
});
