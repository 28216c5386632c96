import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fingerprintOf, firstFingerprintKey, open, parseVaultKeys, reseal, seal } from "@/lib/platform/vault";

const key = () => randomBytes(32).toString("base64");
const first = key();
const second = key();
const keys = parseVaultKeys(`1:${first}`);
const rotated = parseVaultKeys(`2:${second},1:${first}`);
const newOnly = parseVaultKeys(`2:${second}`);
const scope = { companyId: "0d6f3b1e-6f0e-4f5e-9a51-3a1c2d4e5f60", environment: "sandbox" } as const;
const token = "pat_example_of_a_token_9f3c";
const sealed = () => seal(scope, "token", token, keys);

describe("a sealed value", () => {
  it("opens for the company and environment it was sealed for", () => {
    expect(open(scope, "token", sealed(), keys)).toBe(token);
  });

  it("does not open for another company, nor as the installation's own", () => {
    expect(() => open({ ...scope, companyId: "11111111-6f0e-4f5e-9a51-3a1c2d4e5f60" }, "token", sealed(), keys)).toThrow();
    expect(() => open(null, "token", sealed(), keys)).toThrow();
  });

  it("does not open in the other environment", () => {
    expect(() => open({ ...scope, environment: "live" }, "token", sealed(), keys)).toThrow();
  });

  it("does not open for another purpose", () => {
    expect(() => open(scope, "webhook secret", sealed(), keys)).toThrow();
  });

  it("does not open when any byte was changed", () => {
    const good = sealed();
    for (const at of good.cipher.keys()) {
      const changed = Uint8Array.from(good.cipher, (byte, i) => (i === at ? byte ^ 1 : byte));
      expect(() => open(scope, "token", { ...good, cipher: changed }, keys)).toThrow();
    }
  });

  it("does not show the secret and never looks the same twice", () => {
    const [a, b] = [sealed(), sealed()];
    expect(Buffer.from(a.cipher).includes(token.slice(0, 8))).toBe(false);
    expect(Buffer.from(a.cipher).equals(Buffer.from(b.cipher))).toBe(false);
  });
});

describe("rotating the master keys", () => {
  it("seals with the highest version and still opens what older ones sealed", () => {
    const [old, fresh] = [sealed(), seal(scope, "token", token, rotated)];
    expect([old.keyVersion, fresh.keyVersion]).toEqual([1, 2]);
    expect(open(scope, "token", old, rotated)).toBe(token);
    expect(open(scope, "token", fresh, rotated)).toBe(token);
  });

  it("moves a value to the newest version, which then needs no other", () => {
    const moved = reseal(scope, "token", sealed(), rotated);
    expect(moved.keyVersion).toBe(2);
    expect(open(scope, "token", moved, newOnly)).toBe(token);
  });

  it("refuses a version that is not there", () => {
    expect(() => open(scope, "token", seal(scope, "token", token, rotated), keys)).toThrow("no key of version 2");
  });

  it("does not let a cipher claim another version", () => {
    const same = parseVaultKeys(`1:${first},2:${first}`);
    expect(() => open(scope, "token", { ...seal(scope, "token", token, same), keyVersion: 1 }, same)).toThrow();
  });
});

describe("the fingerprint of a token", () => {
  it("is the same for the same token and tells nothing without its key", () => {
    const [one, other] = [firstFingerprintKey(keys), firstFingerprintKey(newOnly)];
    expect(fingerprintOf(token, one)).toBe(fingerprintOf(token, one));
    expect(fingerprintOf(`${token}x`, one)).not.toBe(fingerprintOf(token, one));
    expect(fingerprintOf(token, other)).not.toBe(fingerprintOf(token, one));
  });

  it("begins with a key that adding newer versions does not change", () => {
    expect(firstFingerprintKey(rotated)).toBe(firstFingerprintKey(keys));
  });
});

describe("VAULT_KEYS", () => {
  it.each(["", "1:short", `x:${first}`, `0:${first}`, `1:${first},1:${first}`, first])("refuses %j without repeating it", (text) => {
    expect(() => parseVaultKeys(text)).toThrow(/^VAULT_KEYS (must read|names version)/);
  });
});
