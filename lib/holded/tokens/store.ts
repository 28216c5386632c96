import "server-only";
import { newId } from "@/lib/kernel/ids";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import type { Sealed } from "@/lib/platform/vault";

/** One token that a connection uses or has used. */
type StoredToken = {
  readonly id: string;
  /** Null once it was retired: then only its fingerprint is left. */
  readonly sealed: Sealed | null;
  readonly lastFour: string;
};

export type NewToken = { readonly sealed: Sealed; readonly lastFour: string; readonly fingerprint: string };

const columns = { id: true, cipher: true, keyVersion: true, lastFour: true } as const;

export async function loadToken(tx: Tx, scope: CompanyScope, id: string): Promise<StoredToken | null> {
  const row = await tx.holdedToken.findUnique({ where: { companyId_environment_id: { ...keyOf(scope), id } }, select: columns });
  if (!row) return null;
  const { cipher, keyVersion, ...rest } = row;
  return { ...rest, sealed: cipher === null || keyVersion === null ? null : { cipher, keyVersion } };
}

/**
 * Keeps a token, or brings a retired one back, and gives its id. Throws Prisma's P2002 when it serves another company or
 * environment.
 */
export async function keepToken(tx: Tx, scope: CompanyScope, { sealed, lastFour, fingerprint }: NewToken): Promise<string> {
  const known = await tx.holdedToken.findFirst({ where: { ...keyOf(scope), fingerprint }, select: { id: true } });
  const data = { ...sealed, lastFour, fingerprint, savedAt: new Date(), retiredAt: null };
  const id = known?.id ?? newId();
  if (known) await tx.holdedToken.updateMany({ where: { ...keyOf(scope), id }, data });
  else await tx.holdedToken.create({ data: { ...keyOf(scope), id, ...data }, select: { id: true } });
  return id;
}

/** Forgets the secret of a token; its fingerprint stays. */
export async function wipeToken(tx: Tx, scope: CompanyScope, id: string): Promise<void> {
  await tx.holdedToken.updateMany({ where: { ...keyOf(scope), id }, data: { cipher: null, keyVersion: null, retiredAt: new Date() } });
}

/** Whether a token with this fingerprint serves, or ever served, anybody else. Runs in the system scope, which sees all. */
export async function isFingerprintElsewhere(tx: Tx, scope: CompanyScope, fingerprint: string): Promise<boolean> {
  const found = await tx.holdedToken.findFirst({ where: { fingerprint, NOT: keyOf(scope) }, select: { id: true } });
  return found !== null;
}

const keyOf = ({ companyId, environment }: CompanyScope) => ({ companyId, environment });
