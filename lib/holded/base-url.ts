import "server-only";
import { env } from "@/lib/platform/env";
import type { Environment } from "@/lib/review/model";

/**
 * Where a token of this environment may be sent. *live* is Holded and nothing else; *sandbox* is the local Holded, or
 * Holded itself for a trial account. Null: the wanted address is none of these, and no token goes there.
 */
export function allowedBaseUrl(environment: Environment, wanted: string | undefined): string | null {
  const { HOLDED_LIVE_URL: live, HOLDED_SANDBOX_URL: local, VISTO_MODE: mode } = env();
  const preferred = environment === "sandbox" ? (local ?? live) : live;
  if (wanted === undefined || wanted.trim() === "") return tidy(preferred);
  const address = tidy(wanted.trim());
  if (address === null) return null;
  if (address === tidy(live)) return address;
  if (environment !== "sandbox") return null;
  const isLocal = local !== undefined && address === tidy(local);
  return isLocal || (mode === "embedded" && isLoopback(address)) ? address : null;
}

/** Whether an address is the local Holded, or anything else on this machine: no books of a company are kept there. */
export function isLocalHolded(address: string): boolean {
  const local = env().HOLDED_SANDBOX_URL;
  return isLoopback(address) || (local !== undefined && tidy(address) === tidy(local));
}

/** Without trailing slash, query, fragment or credentials; null when it is no web address. */
function tidy(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (!["http:", "https:"].includes(url.protocol) || url.username !== "" || url.password !== "") return null;
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

const isLoopback = (address: string) => ["127.0.0.1", "localhost", "[::1]"].includes(new URL(address).hostname);
