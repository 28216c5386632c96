import "server-only";
import { randomBytes } from "node:crypto";
import { argon2id, argon2Verify } from "hash-wasm";

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane; about a tenth of a second. */
const cost = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 } as const;
const saltBytes = 16;

/** Longer ones are refused before any work: hashing must not be a way to keep the server busy. */
export const maxPasswordLength = 256;

export function hashPassword(password: string): Promise<string> {
  return argon2id({ ...cost, password: password.normalize("NFKC"), salt: randomBytes(saltBytes), outputType: "encoded" });
}

let nobody: Promise<string> | undefined;

/** Does the same work when there is no such person, so that the time of the answer says nothing about who exists. */
export async function verifyPassword(password: string, storedHash: string | undefined): Promise<boolean> {
  // The library throws on an empty one; it is nobody's password, because none that short is ever stored.
  if (password === "") return false;
  nobody ??= hashPassword(randomBytes(saltBytes).toString("hex"));
  const hash = storedHash?.startsWith("$argon2id$") ? storedHash : await nobody;
  const matches = await argon2Verify({ password: password.normalize("NFKC"), hash });
  return matches && hash === storedHash;
}
