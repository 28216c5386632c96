/**
 * Where Holded can reach this installation; null: from nowhere outside, so that changes are found by polling alone. A
 * Holded on this machine reaches everything on it.
 */
export function reachableBase(
  { publicUrl, ownUrl }: { readonly publicUrl: string | undefined; readonly ownUrl: string | undefined },
  isHoldedLocal: boolean,
): string | null {
  const wanted = publicUrl ?? ownUrl;
  if (wanted === undefined || !URL.canParse(wanted)) return null;
  const url = new URL(wanted);
  const base = `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
  if (isHoldedLocal) return base;
  return url.protocol === "https:" && !isPrivate(url.hostname) ? base : null;
}

/** This machine, a private network, or a name without a domain. */
function isPrivate(host: string): boolean {
  if (host.startsWith("[")) return /^\[(?:::1|f[cd]|fe80)/i.test(host);
  if (/^\d+(?:\.\d+){3}$/.test(host)) return /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./.test(host);
  return !host.includes(".") || /\.(?:local|localhost|internal|lan|home|test|invalid)$/i.test(host);
}
