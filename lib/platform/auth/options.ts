import "server-only";
import type { AuthOptions } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { refuse } from "@/lib/kernel/result";
import { authenticate } from "@/lib/platform/auth/authenticate";
import { safeRedirect } from "@/lib/platform/auth/safe-redirect";
import { sessionCookie, sessionSeconds } from "@/lib/platform/auth/session-token";
import { clientAddress } from "@/lib/platform/http/client-address";
import { required } from "@/lib/platform/env";
import { log } from "@/lib/platform/telemetry";

/**
 * Sign-in with e-mail and password. The cookie holds who and which session version, nothing else; every request checks
 * it against the database. A refusal travels to the page as `?error=<failure code>`.
 */
export function authOptions(): AuthOptions {
  const cookie = sessionCookie();
  return {
    secret: required("NEXTAUTH_SECRET"),
    session: { strategy: "jwt", maxAge: sessionSeconds },
    useSecureCookies: cookie.secure,
    cookies: { sessionToken: { name: cookie.name, options: { httpOnly: true, sameSite: "lax", path: "/", secure: cookie.secure } } },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      credentials({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (given, request) => signIn(given, new Headers(request.headers as Record<string, string>)),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sub: user.id, ver: (user as { sessionVersion?: number }).sessionVersion ?? 0 } : token),
      // What the browser may ask for: that there is a session, and no more.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => safeRedirect(url, baseUrl),
    },
    logger: {
      error: (code) => log().error({ code }, "next-auth"),
      warn: (code) => log().warn({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
}

/** next-auth carries the text of a thrown error to the page, so only codes are thrown. */
async function signIn(given: Partial<Record<string, string>> | undefined, headers: Headers) {
  const signedIn = await authenticate({
    email: given?.email ?? "",
    password: given?.password ?? "",
    address: clientAddress(headers),
  }).catch((error: unknown) => {
    log().error({ error }, "sign-in failed");
    return refuse("internal.unexpected");
  });
  if (!signedIn.ok) throw new Error(signedIn.error.code);
  return { id: signedIn.value.personId, sessionVersion: signedIn.value.sessionVersion };
}
