import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { removeMailbox, saveMailbox, switchMailbox, testMailbox } from "@/app/(console)/[company]/[environment]/settings/mailbox/actions";
import { SettingsFrame } from "@/app/(console)/[company]/[environment]/settings/settings-frame";
import { Section } from "@/components/settings/facts";
import { MailboxFacts } from "@/components/settings/mailbox-facts";
import { MailboxForm } from "@/components/settings/mailbox-form";
import { mailboxView } from "@/lib/mailbox/mailbox-view";
import { openCompany } from "@/lib/platform/http/open-company";

type Props = { readonly params: Promise<{ readonly company: string; readonly environment: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("mailbox") };
}

/** The mailbox from which invoices come in by themselves. */
export default async function MailboxPage({ params }: Props) {
  const opened = await openCompany(params, "settings.read");
  const t = await getTranslations();
  const box = await mailboxView(opened.scope);
  const where = { company: opened.company.slug, environment: opened.environment };
  const mayWrite = opened.can("settings.write");
  const form = mayWrite ? <MailboxForm key={`${where.environment} ${box?.host ?? ""}`} box={box} where={where} save={saveMailbox} /> : null;
  return (
    <SettingsFrame opened={opened} current="mailbox">
      <Section id="mailbox" title={t("mailbox.title")} lead={t("mailbox.lead")}>
        <div className="flex flex-col gap-6">
          {box === null ? (
            <>
              <p className="text-13 text-ink-2">{t("mailbox.none")}</p>
              {form}
            </>
          ) : (
            <MailboxFacts
              box={box}
              where={where}
              commands={mayWrite ? { test: testMailbox, turn: switchMailbox, remove: removeMailbox } : null}
            >
              {form}
            </MailboxFacts>
          )}
          {!mayWrite && <p className="text-13 text-ink-2">{t("settings.readOnly")}</p>}
        </div>
      </Section>
    </SettingsFrame>
  );
}
