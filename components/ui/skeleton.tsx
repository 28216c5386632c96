import { cx } from "@/components/ui/cx";

/** The shape of what comes. Silent: the surrounding region says that it is loading. */
export function Skeleton({ className }: { readonly className?: string | undefined }) {
  return <span aria-hidden className={cx("block animate-breathe rounded-sm bg-hover", className)} />;
}
