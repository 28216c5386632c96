type Bucket = { tokens: number; at: number };

/** Calls that one address may make at once, and how many more each second. Holded's own bursts are far smaller. */
const burst = 300;
const perSecond = 10;
const maxAddresses = 10_000;

const buckets = new Map<string, Bucket>();

/** Whether one more call at this address is looked at. Counted by each process for itself: it only keeps floods from the database. */
export function mayKnock(address: string, nowMs: number, known: Map<string, Bucket> = buckets): boolean {
  const bucket = known.get(address) ?? { tokens: burst, at: nowMs };
  const tokens = Math.min(burst, bucket.tokens + (Math.max(0, nowMs - bucket.at) / 1_000) * perSecond);
  if (known.size >= maxAddresses && !known.has(address)) known.clear();
  known.set(address, { tokens: Math.max(0, tokens - 1), at: nowMs });
  return tokens >= 1;
}
