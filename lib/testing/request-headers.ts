import { sessionCookie, sessionToken } from "@/lib/platform/auth/session-token";

const site = "http://localhost:3000";

/** What a browser on one of our pages sends, signed in as a person when one is given. */
export async function browserHeaders(person?: { readonly personId: string }, sessionVersion = 1): Promise<Headers> {
  const headers = new Headers({ host: "localhost:3000", origin: site, "sec-fetch-site": "same-origin" });
  if (person)
    headers.set("cookie", `theme=dark; ${sessionCookie().name}=${await sessionToken({ personId: person.personId, sessionVersion })}`);
  return headers;
}

type Sent = { readonly headers: Headers; readonly method?: string; readonly body?: unknown };

export function browserRequest(path: string, { headers, method = "GET", body }: Sent): Request {
  return new Request(`${site}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}
