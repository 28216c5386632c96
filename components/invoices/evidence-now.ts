import type { Evidence } from "@/lib/kernel/evidence";

/** Evidence of lines under the place the line has now; that of a removed line goes. */
export function evidenceNow(evidence: readonly Evidence[], origins: readonly (number | null)[]): readonly Evidence[] {
  const places = new Map(origins.flatMap((origin, now) => (origin === null ? [] : [[origin, now] as const])));
  return evidence.flatMap((found) => {
    const match = /^lines\.(\d+)(\..+)$/.exec(found.path);
    if (match === null) return [found];
    const now = places.get(Number(match[1]));
    return now === undefined ? [] : [{ ...found, path: `lines.${now}${match[2]}` }];
  });
}
