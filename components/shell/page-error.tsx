"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

type Props = { readonly error: Error & { readonly digest?: string }; readonly retry: () => void };

/** What a page shows instead of itself when something broke. The digest finds the error in the log. */
export function PageError({ error, retry }: Props) {
  const t = useTranslations();
  return (
    <ErrorState
      title={t("shell.errorTitle")}
      requestId={error.digest}
      requestIdLabel={t("common.requestId")}
      copyLabel={t("common.copy")}
      copiedLabel={t("common.copied")}
      retry={{ label: t("common.retry"), onRetry: retry }}
      action={
        <Link href="/" className={buttonClass("secondary")}>
          {t("shell.notFoundAction")}
        </Link>
      }
    >
      {t("shell.error")}
    </ErrorState>
  );
}
