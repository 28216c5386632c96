import "server-only";
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { ScopeKey } from "@/lib/platform/db/scope";
import { required } from "@/lib/platform/env";

/** What is kept of a secret: nonce (12) · ciphertext · tag (16), and the version of the master key that opens it. */
export type Sealed = { readonly cipher: Uint8Array<ArrayBuffer>; readonly keyVersion: number };

/** What a sealed value is for: one sealed for another purpose does not open. */
export type SealedPurpose = "token" | "webhook secret" | "fingerprint key" | "model key" | "mailbox password";

/** Whose it is; null: the installation's own. */
export type SealedFor = ScopeKey | null;

const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts with the newest master key. The result opens only for the same purpose, company and environment. */
export function seal(owner: SealedFor, purpose: SealedPurpose, secret: string, keys = vaultKeys()): Sealed {
  const keyVersion = newestVersion(keys);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", keyOf(keys, keyVersion), nonce, { authTagLength: tagBytes });
  cipher.setAAD(binding(owner, purpose, keyVersion));
  const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return { cipher: new Uint8Array(Buffer.concat([nonce, body, cipher.getAuthTag()])), keyVersion };
}

/** Throws when the key version is unknown, or the bytes were made for another purpose, company, environment or key. */
export function open(owner: SealedFor, purpose: SealedPurpose, sealed: Sealed, keys = vaultKeys()): string {
  const bytes = Buffer.from(sealed.cipher);
  if (bytes.length < nonceBytes + tagBytes) throw new Error("The sealed value is damaged.");
  const decipher = createDecipheriv("aes-256-gcm", keyOf(keys, sealed.keyVersion), bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(binding(owner, purpose, sealed.keyVersion));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString("utf8");
}

/** The same secret under the newest master key. */
export function reseal(owner: SealedFor, purpose: SealedPurpose, sealed: Sealed, keys = vaultKeys()): Sealed {
  return seal(owner, purpose, open(owner, purpose, sealed, keys), keys);
}

/** The version that seals: the highest that is configured. */
export function newestVersion(keys = vaultKeys()): number {
  return Math.max(...keys.keys());
}

/** Equal for equal tokens under every company: shows that a token is in use elsewhere without telling it. */
export function fingerprintOf(token: string, fingerprintKey: string): string {
  return createHmac("sha256", Buffer.from(fingerprintKey, "base64")).update(token, "utf8").digest("hex");
}

/**
 * The key that fingerprints were made with before it was kept as a sealed value of its own: derived from the lowest
 * version. An installation starts with it once; then no master key is needed for ever.
 */
export function firstFingerprintKey(keys = vaultKeys()): string {
  const material = keyOf(keys, Math.min(...keys.keys()));
  return Buffer.from(hkdfSync("sha256", material, "", "visto-bueno token fingerprint", 32)).toString("base64");
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

function binding(owner: SealedFor, purpose: SealedPurpose, keyVersion: number): Buffer {
  const { companyId, environment } = owner ?? { companyId: "-", environment: "-" };
  return Buffer.from(`visto-bueno ${purpose}\n${companyId}\n${environment}\n${keyVersion}`, "utf8");
}
