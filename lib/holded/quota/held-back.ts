import "server-only";
import type { SlotVerdict } from "@/lib/holded/quota/gate";
import { addHeld, type Held } from "@/lib/holded/quota/store";
import type { Purpose } from "@/lib/holded/retry";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { log } from "@/lib/platform/telemetry";

const gatherMs = 300;
const gathered = new Map<string, { readonly scope: CompanyScope; readonly purpose: Purpose; held: Held }>();

/**
 * Notes that a call had to wait or was given back. When a window opens or closes many do at once, so notes are gathered for
 * a moment and written together: a count for the screens, nothing that may be lost hangs on it.
 */
export function noteHeldBack(scope: CompanyScope, purpose: Purpose, verdict: SlotVerdict): void {
  const waitedMs = verdict.granted ? verdict.waitedMs : 0;
  if (verdict.granted && waitedMs === 0) return;
  if (gathered.size === 0) setTimeout(() => void write(), gatherMs).unref();
  const key = `${scope.companyId} ${scope.environment} ${purpose}`;
  const { held } = gathered.get(key) ?? { held: { waited: 0, waitedMs: 0, longestMs: 0, postponed: 0 } };
  gathered.set(key, {
    scope,
    purpose,
    held: {
      waited: held.waited + (verdict.granted ? 1 : 0),
      waitedMs: held.waitedMs + waitedMs,
      longestMs: Math.max(held.longestMs, waitedMs),
      postponed: held.postponed + (verdict.granted ? 0 : 1),
    },
  });
}

async function write(): Promise<void> {
  const notes = [...gathered.values()];
  gathered.clear();
  for (const { scope, purpose, held } of notes) {
    try {
      await scope.write((tx) => addHeld(tx, scope, purpose, held));
    } catch (error) {
      log().warn({ error, held }, "what was held back was not counted");
    }
  }
}
