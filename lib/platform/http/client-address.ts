/**
 * The address a request came from, for counting guesses. Each proxy appends to the list, so only its last entry was
 * written by the one in front of us; what stands before it may be invented.
 */
export function clientAddress(headers: Headers): string {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return last && last.length <= 64 ? last : "unknown";
}
