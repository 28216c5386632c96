import type { Reason } from "@/lib/kernel/evidence";
import type { InvoiceReading } from "../reading";
import type { SupplierProfile } from "./profile";

type Remembered = {
  readonly path: string;
  readonly read: string;
  readonly profile: SupplierProfile;
  /** The place was right twice. */
  readonly isTried: boolean;
  /** What the reading is sure of, and the place says otherwise; null: nothing. */
  readonly other?: string | null;
};

/** "As on the three before": a look is asked for until it was right twice, and wherever the paper speaks for another value. */
export function remembered({ path, read, profile, isTried, other = null }: Remembered): Reason {
  const detail = { read, supplier: profile.name, count: profile.sources.length };
  if (other !== null) return { code: "memory.read_otherwise", level: "doubt", path, detail: { ...detail, other } };
  return isTried
    ? { code: "memory.read_as_before", level: "info", path, detail }
    : { code: "memory.read_once", level: "doubt", path, detail };
}

/** What the reading of a field says where it has good grounds, and nothing doubts it; null: it has none. */
export function sureValue({ confidence, reasons }: InvoiceReading, path: string, value: string | null): string | null {
  const isDoubted = reasons.some((reason) => reason.path === path && (reason.level === "doubt" || reason.level === "block"));
  return !isDoubted && (confidence[path] ?? 0) >= sureFrom ? value : null;
}
const sureFrom = 0.95;
