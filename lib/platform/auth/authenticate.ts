import "server-only";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { maxPasswordLength, verifyPassword } from "@/lib/platform/auth/password";
import { countAttempt, forgetAttempts } from "@/lib/platform/auth/throttle";
import { signInScope } from "@/lib/platform/db/scope";

export type Credentials = { readonly email: string; readonly password: string; readonly address: string };
export type SignedIn = { readonly personId: string; readonly sessionVersion: number };

/** Right e-mail and password, or one refusal that does not say which was wrong. */
export async function authenticate({ email: typed, password, address }: Credentials): Promise<Result<SignedIn>> {
  const email = normalizeEmail(typed);
  if (email.length > 254 || password.length > maxPasswordLength) return refuse("auth.bad_credentials");
  const waitSeconds = await countAttempt({ email, address });
  if (waitSeconds > 0) return refuse("auth.too_many_attempts", { seconds: waitSeconds });
  const person = await signInScope(email, (tx) =>
    tx.person.findUnique({ where: { email }, select: { id: true, passwordHash: true, sessionVersion: true } }),
  );
  const right = await verifyPassword(password, person?.passwordHash);
  if (!person || !right) return refuse("auth.bad_credentials");
  await forgetAttempts({ email, address });
  return ok({ personId: person.id, sessionVersion: person.sessionVersion });
}

/** The form in which e-mails are stored and compared. */
export function normalizeEmail(email: string): string {
  return email.trim().normalize("NFKC").toLowerCase();
}
