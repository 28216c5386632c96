import { createHmac, timingSafeEqual } from "node:crypto";

/** `sha256=<hex>`: HMAC of the raw body, keyed with the whole secret, `whsec_` included (reference 2.11). */
export function signatureOf(rawBody: Uint8Array, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(rawBody).digest("hex")}`;
}

/** Whether one of the secrets made this signature. Takes the same time whichever of them did, and where it differs. */
export function isSignedBy(rawBody: Uint8Array, header: string, secrets: readonly string[]): boolean {
  const given = Buffer.from(header.trim().toLowerCase());
  return secrets.map((secret) => isEqual(given, Buffer.from(signatureOf(rawBody, secret)))).some(Boolean);
}

function isEqual(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
