import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { monthAsked } from "@/app/(console)/[company]/[environment]/reconciliation/month-asked";
import { CloseScreen } from "@/components/reconciliation/close-screen";
import { monthClose } from "@/lib/agents/reconciliation/month-store";
import { openCompany } from "@/lib/platform/http/open-company";

type Props = {
  readonly params: Promise<{ readonly company: string; readonly environment: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reconciliation.close");
  return { title: t("title") };
}

/** What is left of a month before its books can be closed: per account, and by reason. */
export default async function ClosePage({ params, searchParams }: Props) {
  const { scope, company, environment } = await openCompany(params, "reconciliation.read");
  const month = await monthAsked(scope, (await searchParams)["month"]);
  const accounts = await scope.read((tx) => monthClose(tx, scope, month));
  return <CloseScreen place={{ company: company.slug, environment }} month={month} accounts={accounts} />;
}
