import type { CompanyLine } from "@/components/shell/company-line";
import { sectionHref } from "@/components/shell/section-href";

export type AlarmCode =
  | "keyRefused"
  | "agentsOff"
  | "pushesFailed"
  | "monthSpent"
  | "monthShort"
  | "unreachable"
  | "notChecked"
  | "webhooksRefused"
  | "copyStale";

export type Alarm = {
  readonly code: AlarmCode;
  /** `refused`: work stands still; `needs`: it will, or may. */
  readonly status: "refused" | "needs";
  readonly values: { readonly n: number; readonly used: number; readonly expected: number; readonly limit: number };
  /** Where it is mended; null where this person may not see that page. */
  readonly href: string | null;
};

/** What is wrong with a company's environment, the gravest first. Nothing that is merely so. Pure. */
export function alarmsOf(line: CompanyLine): readonly Alarm[] {
  const { connection, quota, copy } = line;
  const failed = line.queues.reduce((sum, queue) => sum + queue.failed, 0);
  const settings = line.canSeeSettings ? sectionHref(line.slug, line.environment, "settings") : null;
  const part = (name: string) => (settings === null ? null : `${settings}/connection#${name}`);
  const values = { n: 0, used: quota?.used ?? 0, expected: quota?.expected ?? 0, limit: quota?.limit ?? 0 };
  const found: (Alarm | false)[] = [
    connection === "refused" && { code: "keyRefused", status: "refused", values, href: part("token") },
    line.agentsOff > 0 && { code: "agentsOff", status: "refused", values: { ...values, n: line.agentsOff }, href: part("permissions") },
    failed > 0 && {
      code: "pushesFailed",
      status: "refused",
      values: { ...values, n: failed },
      href: `${sectionHref(line.slug, line.environment, "invoices")}?bucket=failed`,
    },
    quota !== null && quota.used >= quota.limit && { code: "monthSpent", status: "refused", values, href: part("quota") },
    quota !== null &&
      quota.used < quota.limit &&
      quota.expected > quota.limit && { code: "monthShort", status: "needs", values, href: part("quota") },
    connection === "unreachable" && { code: "unreachable", status: "needs", values, href: part("token") },
    connection === "unknown" && { code: "notChecked", status: "needs", values, href: part("token") },
    line.webhooksRefused && { code: "webhooksRefused", status: "needs", values, href: part("webhooks") },
    copy !== null && copy.stale > 0 && { code: "copyStale", status: "needs", values: { ...values, n: copy.stale }, href: part("mirror") },
  ];
  return found.filter((alarm) => alarm !== false);
}

/** The company that needs this person first comes first: what stands still, what waits for her, what may come, the rest by name. */
export function inOrder(lines: readonly CompanyLine[]): readonly CompanyLine[] {
  const rank = (line: CompanyLine) => {
    const alarms = alarmsOf(line);
    const waiting = line.queues.reduce((sum, queue) => sum + queue.needsMe, 0);
    const still = alarms.some(({ status }) => status === "refused");
    return { order: still ? 0 : waiting > 0 ? 1 : alarms.length > 0 ? 2 : line.connection === "none" ? 4 : 3, waiting };
  };
  const ranked = lines.map((line) => ({ line, ...rank(line) }));
  ranked.sort(
    (a, b) =>
      a.order - b.order ||
      b.waiting - a.waiting ||
      a.line.name.localeCompare(b.line.name, "es") ||
      b.line.environment.localeCompare(a.line.environment),
  );
  return ranked.map(({ line }) => line);
}
