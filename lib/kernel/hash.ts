import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/kernel/canonical-json";

/** SHA-256 in lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/** The hash of data as such: the order of keys and the way it was stored do not change it. */
export function hashJson(value: unknown): string {
  return sha256(canonicalJson(value));
}
