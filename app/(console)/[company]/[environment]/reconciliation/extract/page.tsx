import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { monthAsked } from "@/app/(console)/[company]/[environment]/reconciliation/month-asked";
import { ExtractScreen } from "@/components/reconciliation/extract-screen";
import { extractLines, treasuryAccounts } from "@/lib/agents/reconciliation/month-store";
import { withBalances } from "@/lib/agents/reconciliation/running-balance";
import { openCompany } from "@/lib/platform/http/open-company";

type Props = {
  readonly params: Promise<{ readonly company: string; readonly environment: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reconciliation.extract");
  return { title: t("title") };
}

/** An account as the bank prints it: every movement with the balance after it, and how much of the month is done. */
export default async function ExtractPage({ params, searchParams }: Props) {
  const { scope, company, environment } = await openCompany(params, "reconciliation.read");
  const asked = await searchParams;
  const accounts = await scope.read((tx) => treasuryAccounts(tx, scope));
  const account = accounts.find(({ id }) => id === asked["account"]) ?? accounts[0] ?? null;
  const month = await monthAsked(scope, asked["month"]);
  const lines = account === null ? [] : await scope.read((tx) => extractLines(tx, scope, account.id, month));
  return (
    <ExtractScreen
      place={{ company: company.slug, environment }}
      accounts={accounts}
      account={account}
      month={month}
      lines={withBalances(lines)}
    />
  );
}
