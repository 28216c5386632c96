import type { Reason } from "@/lib/kernel/evidence";
import type { SupplierProfile } from "./profile";

/** "As on the three before": a look is asked for until it was right twice. */
export function remembered(path: string, read: string, profile: SupplierProfile, isTried: boolean): Reason {
  const detail = { read, supplier: profile.name, count: profile.sources.length };
  return isTried
    ? { code: "memory.read_as_before", level: "info", path, detail }
    : { code: "memory.read_once", level: "doubt", path, detail };
}
