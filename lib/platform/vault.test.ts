import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openToken, parseVaultKeys, sealToken, tokenFingerprint } from "@/lib/platform/vault";

const key = () => randomBytes(32).toString("base64");
const first = key();
const keys = parseVaultKeys(`1:${first}`);
const rotated = parseVaultKeys(`2:${key()},1:${first}`);
const scope = { companyId: "0d6f3b1e-6f0e-4f5e-9a51-3a1c2d4e5f60", environment: "sandbox" } as const;
const token = "pat_example_of_a_token_9f3c";

describe("a sealed token", () => {
  it("opens for the company and environment it was sealed for", () => {
    expect(openToken(scope, sealToken(scope, token, keys), keys)).toBe(token);
  });

  it("does not open for another company", () => {
    const sealed = sealToken(scope, token, keys);
    expect(() => openToken({ ...scope, companyId: "11111111-6f0e-4f5e-9a51-3a1c2d4e5f60" }, sealed, keys)).toThrow();
  });

  it("does not open in the other environment", () => {
    const sealed = sealToken(scope, token, keys);
    expect(() => openToken({ ...scope, environment: "live" }, sealed, keys)).toThrow();
  });

  it("does not open when any byte was changed", () => {
    const sealed = sealToken(scope, token, keys);
    for (const at of sealed.cipher.keys()) {
      const changed = Uint8Array.from(sealed.cipher, (byte, i) => (i === at ? byte ^ 1 : byte));
      expect(() => openToken(scope, { ...sealed, cipher: changed }, keys)).toThrow();
    }
  });

  it("does not show the token and never looks the same twice", () => {
    const [a, b] = [sealToken(scope, token, keys), sealToken(scope, token, keys)];
    expect(Buffer.from(a.cipher).includes(token.slice(0, 8))).toBe(false);
    expect(Buffer.from(a.cipher).equals(Buffer.from(b.cipher))).toBe(false);
    expect(a.lastFour).toBe("9f3c");
  });
});

describe("rotating the keys", () => {
  it("seals with the highest version and still opens what older ones sealed", () => {
    const old = sealToken(scope, token, keys);
    const fresh = sealToken(scope, token, rotated);
    expect([old.keyVersion, fresh.keyVersion]).toEqual([1, 2]);
    expect(openToken(scope, old, rotated)).toBe(token);
    expect(openToken(scope, fresh, rotated)).toBe(token);
  });

  it("keeps the fingerprint of a token", () => {
    expect(tokenFingerprint(token, rotated)).toBe(tokenFingerprint(token, keys));
    expect(tokenFingerprint(`${token}x`, keys)).not.toBe(tokenFingerprint(token, keys));
  });

  it("refuses a version that is not there", () => {
    expect(() => openToken(scope, sealToken(scope, token, rotated), keys)).toThrow("no key of version 2");
  });

  it("does not let a cipher claim another version", () => {
    const same = parseVaultKeys(`1:${first},2:${first}`);
    expect(() => openToken(scope, { ...sealToken(scope, token, same), keyVersion: 1 }, same)).toThrow();
  });
});

describe("VAULT_KEYS", () => {
  it.each(["", "1:short", `x:${first}`, `0:${first}`, `1:${first},1:${first}`, first])("refuses %j without repeating it", (text) => {
    expect(() => parseVaultKeys(text)).toThrow(/^VAULT_KEYS (must read|names version)/);
  });
});
