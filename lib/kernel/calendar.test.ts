import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, isAmbiguousDate, parsePlainDate, todayInMadrid, type PlainDate } from "@/lib/kernel/calendar";

const anyDate = fc.integer({ min: 0, max: 70_000 }).map((day) => addDays("1950-01-01" as PlainDate, day));

describe("a printed date", () => {
  it.each([
    "14/10/2026",
    "14-10-26",
    "14.10.2026",
    "14 / 10 / 2026",
    "2026-10-14",
    "2026/10/14",
    "2026-10-14T08:30:00Z",
    "14/10/2026 08:30",
    "10/14/2026",
    "14 de octubre de 2026",
    "14 de octubre del 2026",
    "14 d'octubre de 2026",
    "14 d’octubre de 2026",
    "14 oct. 2026",
    "14-OCT-26",
    "14 Oct 26",
    "martes, 14 de octubre de 2026",
    "October 14, 2026",
    "14th October 2026",
    "Oct. 14th, 2026",
    "14. Oktober 2026",
    "14 octobre 2026",
    "14 de outubro de 2026",
    "14 ottobre 2026",
    "2026ko urriaren 14a",
    "14 oktober 2026",
  ])("%s is 14 October 2026", (text) => expect(parsePlainDate(text)).toBe("2026-10-14"));
  it.each([
    ["5. März 2026", "2026-03-05"],
    ["5 de març de 2026", "2026-03-05"],
    ["2026ko martxoaren 5a", "2026-03-05"],
    ["1er août 2026", "2026-08-01"],
    ["1º de enero de 2026", "2026-01-01"],
    ["3 févr. 2026", "2026-02-03"],
    ["30 sept. 2026", "2026-09-30"],
    ["31 dic 2026", "2026-12-31"],
    ["12 Jänner 2026", "2026-01-12"],
    ["7 de xuño de 2026", "2026-06-07"],
    ["8 juillet 2026", "2026-07-08"],
    ["8 juin 2026", "2026-06-08"],
    ["1 mai 2026", "2026-05-01"],
    ["29/02/2028", "2028-02-29"],
    ["5-3-26", "2026-03-05"],
  ])("%s is %s", (text, date) => expect(parsePlainDate(text)).toBe(date));
  it.each([
    "",
    "29/02/2026",
    "31/11/2026",
    "14/13/2026",
    "14/10",
    "2026",
    "14/10-2026",
    "mañana",
    "14 foo 2026",
    "14 oct 202",
    "1.234,56",
    "0/1/2026",
    "8 jui 2026",
    "14 mar abr 2026",
  ])("%j is none", (text) => expect(parsePlainDate(text)).toBeNull());
  it("is day first unless told otherwise, and says when the order matters", () => {
    expect(parsePlainDate("03/05/2026")).toBe("2026-05-03");
    expect(parsePlainDate("03/05/2026", { order: "mdy" })).toBe("2026-03-05");
    expect([
      isAmbiguousDate("03/05/2026"),
      isAmbiguousDate("14/05/2026"),
      isAmbiguousDate("05/05/2026"),
      isAmbiguousDate("2026-03-05"),
    ]).toEqual([true, false, false, false]);
  });
  it("is read back from every language's own print of every month", () => {
    const locales = ["es", "ca", "gl", "eu", "fr", "de", "it", "pt", "en-GB", "en-US", "nl"];
    for (const locale of locales) {
      for (let month = 1; month <= 12; month++) {
        const date = `2026-${String(month).padStart(2, "0")}-05`;
        const text = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
        expect(parsePlainDate(text), text).toBe(date);
      }
    }
  });
});

describe("days", () => {
  it("added and taken away lead back", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        expect(addDays(addDays(date, days), -days)).toBe(date);
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });
  it("turn at midnight in Madrid", () => {
    expect(todayInMadrid(() => new Date("2026-11-22T22:59:59Z"))).toBe("2026-11-22");
    expect(todayInMadrid(() => new Date("2026-11-22T23:00:00Z"))).toBe("2026-11-23");
    expect(todayInMadrid(() => new Date("2026-07-01T22:00:00Z"))).toBe("2026-07-02");
  });
});
