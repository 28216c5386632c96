import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** Around the skeletons of a page: says the word that they cannot. */
export function Loading({ children }: { readonly children: ReactNode }) {
  const t = useTranslations("common");
  return (
    <div role="status">
      <span className="sr-only">{t("loading")}</span>
      {children}
    </div>
  );
}
