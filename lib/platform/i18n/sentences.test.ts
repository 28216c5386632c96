import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { preferredLocale } from "@/lib/platform/i18n/locales";
import { loadMessages } from "@/lib/platform/i18n/messages";
import { failureSentence, written, type Translate } from "@/lib/platform/i18n/sentences";

describe("a sentence", () => {
  it("shows amounts and dates of its details as they are written here, and leaves references alone", () => {
    expect(written({ total: "-1234.50", due: "2026-10-14", number: "2026/001", ref: "A-12.5", lines: 3 })).toEqual({
      total: "−1.234,50",
      due: "14/10/2026",
      number: "2026/001",
      ref: "A-12.5",
      lines: 3,
    });
  });

  it("of a failure needs nothing but its code", async () => {
    const t = createTranslator({ locale: "es", messages: await loadMessages("es") }) as unknown as Translate;
    expect(failureSentence(t, { code: "holded.unreachable" })).toBe(
      "Holded no responde. Lo aprobado está guardado y se enviará cuando vuelva. No tiene que hacer nada.",
    );
  });
});

describe("a spent month", () => {
  it("says from which day on calls go out again, where that is known", async () => {
    const t = createTranslator({ locale: "es", messages: await loadMessages("es") }) as unknown as Translate;
    const sentence = failureSentence(t, { code: "holded.quota_spent", detail: { until: "2026-12-01", retryInMs: 1 } });
    expect(sentence).toContain("a partir del 01/12/2026");
    expect(failureSentence(t, { code: "holded.quota_spent" })).not.toContain("{");
  });
});

describe("a file of too many pages", () => {
  it.each(["es", "en", "ca"] as const)("says how many it has, how many are read and what to do, in %s", async (locale) => {
    const t = createTranslator({ locale, messages: await loadMessages(locale) }) as unknown as Translate;
    const sentence = failureSentence(t, { code: "document.too_many_pages", detail: { pages: 200, limit: 40 } });
    for (const figure of ["200", "40", "6"]) expect(sentence).toContain(figure);
    expect(failureSentence(t, { code: "document.too_many_pages" })).not.toContain("{");
  });
});

describe("the language of somebody who is not signed in", () => {
  it.each([
    ["ca-ES,es;q=0.9", "ca"],
    ["fr-FR,en;q=0.8", "en"],
    ["de", null],
    ["", null],
    [null, null],
  ])("for %s is %s", (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });
});
