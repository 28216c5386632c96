import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { saveReader, tryReader, turnReaderOff } from "@/app/(console)/[company]/[environment]/settings/reader/actions";
import { shownTraces } from "@/app/(console)/[company]/[environment]/settings/reader/shown-traces";
import { SettingsFrame } from "@/app/(console)/[company]/[environment]/settings/settings-frame";
import { Pager } from "@/components/activity/pager";
import { Section } from "@/components/settings/facts";
import { ReaderFacts } from "@/components/settings/reader-facts";
import { ReaderForm } from "@/components/settings/reader-form";
import { TraceList } from "@/components/settings/trace-list";
import { setupView } from "@/lib/claude/configure";
import { bedrockRegions, vertexRegions } from "@/lib/claude/setup";
import { openCompany } from "@/lib/platform/http/open-company";

type Props = {
  readonly params: Promise<{ readonly company: string; readonly environment: string }>;
  readonly searchParams: Promise<{ readonly before?: string | readonly string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("reader") };
}

/** The model that may read along: what leaves the machine, what it costs, and every question that was asked. */
export default async function ReaderPage({ params, searchParams }: Props) {
  const opened = await openCompany(params, "settings.write");
  const { company, environment, scope } = opened;
  const t = await getTranslations("reader");
  const where = { company: company.slug, environment };
  const setup = await setupView(scope);
  const { traces, older } = await shownTraces(opened, (await searchParams).before);
  return (
    <SettingsFrame opened={opened} current="reader">
      <Section id="state" title={t("title")} lead={t("lead")}>
        {setup === null ? (
          <p className="text-13 text-ink-2">{t("none")}</p>
        ) : (
          <ReaderFacts setup={setup} where={where} turnOff={turnReaderOff} tryOut={tryReader} />
        )}
      </Section>
      <Section id="setup" title={t("setup")} lead={t("setupLead")}>
        {/* Settings of another environment are another form. */}
        <ReaderForm
          key={environment}
          setup={setup}
          where={where}
          regions={{ bedrock: bedrockRegions, vertex: vertexRegions }}
          save={saveReader}
        />
      </Section>
      <Section id="traces" title={t("traces")} lead={t("tracesLead")}>
        <TraceList traces={traces} />
        <Pager label={t("traces")} newer={null} older={older} />
      </Section>
    </SettingsFrame>
  );
}
