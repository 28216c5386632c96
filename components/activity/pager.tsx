import { useTranslations } from "next-intl";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";

type Props = { readonly label: string; readonly newer: string | null; readonly older: string | null };

/** Newer and older; both are addresses. */
export function Pager({ label, newer, older }: Props) {
  const t = useTranslations("activity");
  if (newer === null && older === null) return null;
  return (
    <nav aria-label={label} className="flex justify-end gap-2 pt-4">
      <PageLink href={newer}>{t("newer")}</PageLink>
      <PageLink href={older}>{t("older")}</PageLink>
    </nav>
  );
}

function PageLink({ href, children }: { readonly href: string | null; readonly children: string }) {
  if (href !== null) {
    return (
      <Link href={href} className={buttonClass("secondary")}>
        {children}
      </Link>
    );
  }
  return (
    <span aria-disabled="true" className={cx(buttonClass("quiet"), "pointer-events-none opacity-55")}>
      {children}
    </span>
  );
}
