import "server-only";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env, required } from "@/lib/platform/env";

/** One working day. */
export const sessionSeconds = 12 * 3600;

const claims = z.object({ sub: z.uuid(), ver: z.int().min(0) });
export type SessionClaims = { readonly personId: string; readonly sessionVersion: number };

/** Over https the cookie has the prefix that keeps http pages from planting it. */
export function sessionCookie(): { readonly name: string; readonly secure: boolean } {
  const secure = env().NEXTAUTH_URL?.startsWith("https://") ?? true;
  return { name: `${secure ? "__Secure-" : ""}visto.session`, secure };
}

/** Reads the session cookie of a request. Null when there is none, it ran out, or it was not made here. */
export async function readSession(headers: Headers): Promise<SessionClaims | null> {
  const token = cookieValue(headers.get("cookie") ?? "", sessionCookie().name);
  if (!token) return null;
  const parsed = claims.safeParse(await decodeOrNull(token));
  return parsed.success ? { personId: parsed.data.sub, sessionVersion: parsed.data.ver } : null;
}

/** The value of the session cookie of a person who is signed in. */
export function sessionToken({ personId, sessionVersion }: SessionClaims): Promise<string> {
  return encode({ token: { sub: personId, ver: sessionVersion }, secret: required("NEXTAUTH_SECRET"), maxAge: sessionSeconds });
}

async function decodeOrNull(token: string): Promise<unknown> {
  try {
    return await decode({ token, secret: required("NEXTAUTH_SECRET") });
  } catch (e) {
    // Every refusal of the token library (expired, damaged, other key) carries a code that begins so.
    if (e instanceof Error && /^ERR_J/.test(String((e as { code?: unknown }).code))) return null;
    throw e;
  }
}

function cookieValue(header: string, name: string): string | undefined {
  const pair = header.split(";").find((part) => part.trim().startsWith(`${name}=`));
  return pair?.trim().slice(name.length + 1);
}
