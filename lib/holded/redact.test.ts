import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redact, redactedPath } from "@/lib/holded/redact";

describe("a body in the integration log", () => {
  it("keeps structure, identifiers and states, and hides who and how much", () => {
    const id = "68aa01b2c3d4e5f607182930";
    expect(
      redact({
        id, contact_id: id, contact_name: "Ana", code: "B12345674", iban: "ES91", total: "121,00", status: "pending", tags: ["vb-1"],
        date: "2026-10-14", items: [{ name: "x", price: 5, taxes: ["p_iva_21"] }], email: "a@b.c", draft: true,
      }),
    ).toEqual({
      id, contact_id: id, contact_name: "•••", code: "•••", iban: "•••", total: "•••", status: "pending", tags: ["vb-1"],
      date: "2026-10-14", items: [{ name: "•••", price: "•••", taxes: ["p_iva_21"] }], email: "•••", draft: true,
    });
  }); // prettier-ignore

  it("shows nothing of a field it does not know, however deep it stands", () => {
    fc.assert(
      fc.property(
        fc.object({ key: fc.constantFrom("a", "b", "items"), maxDepth: 4, values: [fc.constant("secreto"), fc.integer()] }),
        (body) => {
          expect(JSON.stringify(redact(body))).not.toContain("secreto");
        },
      ),
    );
  });

  it("keeps what Holded says of a refusal, without whom it names by tax id, mail or account", () => {
    const detail = "The contact B12345674 (ana@cliente.example, ES91 2100 0418 4502 0005 1332) is locked";
    const shown = JSON.stringify(redact({ type: "problem", status: 422, title: "Ana Ruiz", detail }));
    expect(shown).toContain("is locked");
    for (const secret of ["B12345674", "ana@", "2100", "Ana Ruiz"]) expect(shown).not.toContain(secret);
  });

  it("hides the heading of a note, which a person wrote", () =>
    expect(redact({ title: "Llamada con Ana Ruiz", description: "Pide visita" })).toEqual({ title: "•••", description: "•••" }));

  it("hides a file name that stands where an id does", () =>
    expect(redact({ items: [{ id: "Factura Ana.pdf" }] })).toEqual({ items: [{ id: "•••" }] }));
  it("cuts long lists", () => expect(redact({ tags: ["a", "b", "c", "d", "e"] })).toEqual({ tags: ["a", "b", "c", "+2"] }));

  it("hides what a filter asks for", () => {
    expect(redactedPath("/contacts", { code: "B12345674", limit: "1" })).toBe("/contacts?code=•••&limit=1");
  });
});
