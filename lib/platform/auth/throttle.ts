import "server-only";
import { createHmac } from "node:crypto";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { signInScope } from "@/lib/platform/db/scope";
import { required } from "@/lib/platform/env";

/** Guesses allowed within a quarter of an hour, per e-mail from one address, per address, and per e-mail from anywhere. */
const limits = { pair: 5, address: 60, email: 30 } as const;
const windowMs = 15 * 60_000;

export type SignInAttempt = { readonly email: string; readonly address: string };

/**
 * Counts an attempt before the password is looked at, so that many at once cannot slip through together.
 * Returns the seconds to wait, or 0 when the attempt may go on.
 */
export function countAttempt(attempt: SignInAttempt, clock: Clock = systemClock): Promise<number> {
  const now = clock();
  const end = new Date(now.getTime() + windowMs);
  return signInScope(attempt.email, async (tx) => {
    let wait = 0;
    for (const { key, limit } of counters(attempt)) {
      const [row] = await tx.$queryRaw<{ failures: number; window_end: Date }[]>`
        INSERT INTO sign_in_attempt AS a (key, failures, window_end) VALUES (${key}, 1, ${end})
        ON CONFLICT (key) DO UPDATE SET
          failures = CASE WHEN a.window_end <= ${now} THEN 1 ELSE a.failures + 1 END,
          window_end = CASE WHEN a.window_end <= ${now} THEN ${end} ELSE a.window_end END
        RETURNING failures, window_end`;
      if (row && row.failures > limit) wait = Math.max(wait, Math.ceil((row.window_end.getTime() - now.getTime()) / 1000));
    }
    return wait;
  });
}

/** After a right password: her own counters start again; the one of the address stays, others may be guessing from it. */
export function forgetAttempts(attempt: SignInAttempt, clock: Clock = systemClock): Promise<void> {
  return signInScope(attempt.email, async (tx) => {
    const keys = counters(attempt).flatMap((c) => (c.kind === "address" ? [] : [c.key]));
    await tx.signInAttempt.deleteMany({ where: { OR: [{ key: { in: keys } }, { windowEnd: { lte: clock() } }] } });
  });
}

/** In the order of their keys: two attempts that share counters then never wait for each other in a circle. */
function counters({ email, address }: SignInAttempt) {
  return [
    { kind: "pair", key: keyed(`pair ${email} ${address}`), limit: limits.pair },
    { kind: "address", key: keyed(`address ${address}`), limit: limits.address },
    { kind: "email", key: keyed(`email ${email}`), limit: limits.email },
  ].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The table holds neither e-mails nor addresses. */
function keyed(text: string): string {
  return createHmac("sha256", required("NEXTAUTH_SECRET")).update(text).digest("hex");
}
