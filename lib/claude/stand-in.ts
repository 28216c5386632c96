import "server-only";
import { claudeEnv } from "@/lib/platform/env";

/**
 * Where a stand-in of the model answers, for tests and demonstrations on one machine; null: the provider itself. Only
 * an address of this machine counts: a key goes to its provider and nowhere else.
 */
export function standInUrl(): string | null {
  const { CLAUDE_STANDIN_URL: url } = claudeEnv();
  if (url === undefined) return null;
  if (!["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname)) throw new Error("CLAUDE_STANDIN_URL is not of this machine.");
  return url.replace(/\/+$/, "");
}
