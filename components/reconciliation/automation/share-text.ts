import { interval, type Share } from "@/lib/agents/reconciliation/automation/interval";

/** "99,3 %" of a share from 0 to 1. Rounded down, so that nothing looks better than it is; "100 %" is all of them. */
const percent = (share: number): string => `${String(Math.floor(share * 1000 + 1e-9) / 10).replace(".", ",")} %`;

/** "99,3 %"; null: there is nothing to count. */
export const shareText = ({ right, of }: Share): string | null => (of === 0 ? null : percent(right / of));

/** "97,9 % – 99,8 %": between which the true share lies with 95 % certainty. */
export function intervalText(share: Share): string {
  const [low, high] = interval(share);
  return `${percent(low)} – ${percent(high)}`;
}
