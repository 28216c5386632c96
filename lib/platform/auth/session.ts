import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { readSession } from "@/lib/platform/auth/session-token";
import { personScope } from "@/lib/platform/db/scope";

export type CurrentPerson = {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly email: string;
  readonly locale: string;
  readonly preferences: unknown;
};

/** Who makes this request; null when nobody is signed in or the session was ended. Asked once per page. */
export const currentPerson = cache(async (): Promise<CurrentPerson | null> => personOf(await headers()));

/** The same for a request that is at hand. The session version is checked in the database every time. */
export async function personOf(requestHeaders: Headers): Promise<CurrentPerson | null> {
  const session = await readSession(requestHeaders);
  if (!session) return null;
  const { personId, sessionVersion } = session;
  return personScope(personId, (tx) =>
    tx.person.findFirst({
      where: { id: personId, sessionVersion },
      select: { id: true, name: true, initials: true, email: true, locale: true, preferences: true },
    }),
  );
}

/** Ends every session of a person, on every device, this one included. */
export async function signOutEverywhere(personId: string): Promise<void> {
  await personScope(personId, (tx) =>
    tx.person.update({ where: { id: personId }, data: { sessionVersion: { increment: 1 } }, select: { id: true } }),
  );
}
