import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkIban, formatIban } from "@/lib/kernel/iban";

const spanish =
  "ES9121000418450200051332 ES7921000813610123456789 ES6000491500051234567892 ES9420805801101234567891 ES9120950000771005126354 ES0601280011390100081391 ES2501882570718544704761".split(
    " ",
  );

describe("an IBAN", () => {
  it.each([
    ...spanish,
    "DE89370400440532013000",
    "PT50000201231234567890154",
    "FR1420041010050500013M02606",
    "GB82WEST12345698765432",
    "AD1200012030200359100100",
  ])("%s is valid", (iban) =>
    expect(checkIban(iban)).toEqual({ kind: "iban", normalized: iban, valid: true, country: iban.slice(0, 2), failed: null }),
  );
  it("may be printed in groups, with its label", () => {
    expect(checkIban("IBAN: ES91 2100 0418 4502 0005 1332")).toMatchObject({ normalized: "ES9121000418450200051332", valid: true });
    expect(formatIban("ES9121000418450200051332")).toBe("ES91 2100 0418 4502 0005 1332");
  });
  it("names the check that failed", () => {
    expect(checkIban("ES9121000418450200051333").failed).toBe("mod97");
    expect(checkIban("ES91210004184502000513").failed).toBe("length");
    expect(checkIban("ES4321000418460200051332").valid).toBe(false);
    expect(checkIban("no account").failed).toBe("format");
  });
  it("is caught when one digit is wrong", () => {
    fc.assert(
      fc.property(fc.constantFrom(...spanish), fc.integer({ min: 2, max: 23 }), fc.nat(9), (iban, at, digit) => {
        fc.pre(iban.charAt(at) !== String(digit));
        expect(checkIban(iban.slice(0, at) + digit + iban.slice(at + 1)).valid).toBe(false);
      }),
    );
  });
  it("is caught when only modulo 97 holds", () => {
    const account = "21000418460200051332";
    const check = 98n - (BigInt(`${account}142800`) % 97n);
    expect(checkIban(`ES${check.toString().padStart(2, "0")}${account}`)).toMatchObject({ kind: "iban", valid: false, failed: "ccc" });
  });
});

describe("a CCC of twenty digits", () => {
  it.each(spanish)("becomes %s again", (iban) => {
    const ccc = iban.slice(4);
    expect(checkIban(`${ccc.slice(0, 4)} ${ccc.slice(4, 8)} ${ccc.slice(8, 10)} ${ccc.slice(10)}`)).toMatchObject({
      kind: "ccc",
      normalized: iban,
      valid: true,
    });
  });
  it("with wrong control digits is no account", () =>
    expect(checkIban("21000418460200051332")).toMatchObject({ kind: "ccc", valid: false }));
});

it.each(["ES91 2100 **** **** **** 1332", "ES12 XXXX XXXX XXXX XXXX 1234", "2100 **** ** ******1332"])(
  "%s is masked, not an account",
  (text) => expect(checkIban(text)).toMatchObject({ kind: "masked", normalized: null, valid: false }),
);
