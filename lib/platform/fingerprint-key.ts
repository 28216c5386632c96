import "server-only";
import type { Tx } from "@/lib/platform/db/scope";
import { firstFingerprintKey, open, seal } from "@/lib/platform/vault";

/** The name under which the key of the fingerprints is kept. */
const fingerprintKeyName = "token fingerprint";

/**
 * The key that all token fingerprints are made with. It is sealed like a token, so that master keys come and go while
 * fingerprints stay comparable for ever. Made when it is first asked for.
 */
export async function fingerprintKey(tx: Tx): Promise<string> {
  const known = await stored(tx);
  if (known !== null) return known;
  const { cipher, keyVersion } = seal(null, "fingerprint key", firstFingerprintKey());
  await tx.vaultSecret.createMany({ data: [{ name: fingerprintKeyName, cipher, keyVersion }], skipDuplicates: true });
  const made = await stored(tx);
  if (made === null) throw new Error("the key of the fingerprints could not be kept");
  return made;
}

async function stored(tx: Tx): Promise<string | null> {
  const row = await tx.vaultSecret.findUnique({ where: { name: fingerprintKeyName } });
  return row && open(null, "fingerprint key", row);
}
