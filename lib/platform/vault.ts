import "server-only";
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { ScopeKey } from "@/lib/platform/db/scope";
import { required } from "@/lib/platform/env";

export type SealedToken = {
  /** nonce (12) · ciphertext · tag (16). */
  readonly cipher: Uint8Array<ArrayBuffer>;
  readonly keyVersion: number;
  readonly lastFour: string;
  /** Equal for equal tokens under every company and every key version: shows that a token is in use elsewhere. */
  readonly fingerprint: string;
};

const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts with the highest key version. The result opens only for the same company and environment. */
export function sealToken(scope: ScopeKey, token: string, keys = vaultKeys()): SealedToken {
  const keyVersion = Math.max(...keys.keys());
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", keyOf(keys, keyVersion), nonce, { authTagLength: tagBytes });
  cipher.setAAD(binding(scope, keyVersion));
  const body = Buffer.concat([cipher.update(token, "utf8"), cipher.final()]);
  return {
    cipher: new Uint8Array(Buffer.concat([nonce, body, cipher.getAuthTag()])),
    keyVersion,
    lastFour: token.slice(-4),
    fingerprint: tokenFingerprint(token, keys),
  };
}

/** Throws when the key version is unknown, or the bytes were made for another company, environment or key. */
export function openToken(scope: ScopeKey, sealed: Pick<SealedToken, "cipher" | "keyVersion">, keys = vaultKeys()): string {
  const bytes = Buffer.from(sealed.cipher);
  if (bytes.length < nonceBytes + tagBytes) throw new Error("The sealed token is damaged.");
  const decipher = createDecipheriv("aes-256-gcm", keyOf(keys, sealed.keyVersion), bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(binding(scope, sealed.keyVersion));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString("utf8");
}

/** HMAC under a key derived from the lowest version, which therefore stays in VAULT_KEYS when newer ones are added. */
export function tokenFingerprint(token: string, keys = vaultKeys()): string {
  const material = keyOf(keys, Math.min(...keys.keys()));
  const key = Buffer.from(hkdfSync("sha256", material, "", "visto-bueno token fingerprint", 32));
  return createHmac("sha256", key).update(token, "utf8").digest("hex");
}

export type VaultKeys = ReadonlyMap<number, Buffer>;

/** Parses `1:<base64 of 32 bytes>,2:…`. Throws without showing any part of a key. */
export function parseVaultKeys(text: string): VaultKeys {
  const keys = new Map<number, Buffer>();
  for (const part of text.split(",")) {
    const [, version, encoded] = /^\s*([1-9]\d{0,5}):([A-Za-z0-9+/_-]+={0,2})\s*$/.exec(part) ?? [];
    const key = Buffer.from(encoded ?? "", "base64");
    if (version === undefined || key.length !== 32) throw new Error("VAULT_KEYS must read 1:<base64 of 32 bytes>,2:…");
    if (keys.has(Number(version))) throw new Error(`VAULT_KEYS names version ${version} twice.`);
    keys.set(Number(version), key);
  }
  return keys;
}

function vaultKeys(): VaultKeys {
  return parseVaultKeys(required("VAULT_KEYS"));
}

function keyOf(keys: VaultKeys, version: number): Buffer {
  const key = keys.get(version);
  if (!key) throw new Error(`VAULT_KEYS has no key of version ${version}.`);
  return key;
}

function binding({ companyId, environment }: ScopeKey, keyVersion: number): Buffer {
  return Buffer.from(`visto-bueno token\n${companyId}\n${environment}\n${keyVersion}`, "utf8");
}
