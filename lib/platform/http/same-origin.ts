/**
 * Whether a request that changes something may come from our own pages. Browsers send Origin with every such request
 * and Sec-Fetch-Site where they can; a caller that sends neither is no browser, so nobody else can make it use a cookie.
 * `siteUrl` is the public address, for a proxy that forwards under another host.
 */
export function isSameOrigin(headers: Headers, siteUrl: string | undefined): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  const origin = headers.get("origin");
  if (origin === null) return true;
  if (!URL.canParse(origin)) return false;
  const { host, origin: from } = new URL(origin);
  return host === headers.get("host") || (siteUrl !== undefined && new URL(siteUrl).origin === from);
}
