import "server-only";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** What somebody wants to do once the local copy has been compared with Holded; quick: it only puts work in the queue. */
type Listener = (tx: Tx, scope: CompanyScope) => Promise<void>;

// Start-up code and workers are bundled apart: what one of them registers, all of them find.
const held = globalThis as unknown as { vistoMirrorNews?: Map<string, Listener> };
const listeners = (held.vistoMirrorNews ??= new Map());

/** Called once per name by whoever reads the copy; again is harmless. */
export function onMirrorNews(name: string, listener: Listener): void {
  listeners.set(name, listener);
}

/** After a reading of the copy. What was read and is the same as before is for the listener to find out. */
export async function tellMirrorNews(scope: CompanyScope): Promise<void> {
  if (listeners.size === 0) return;
  await scope.write(async (tx) => {
    for (const listener of listeners.values()) await listener(tx, scope);
  });
}
