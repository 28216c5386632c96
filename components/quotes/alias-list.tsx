"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { Answer, Where } from "@/components/settings/answer";
import { ConfirmButton } from "@/components/settings/confirm-button";
import { useCommand } from "@/components/settings/use-command";
import { sectionHref } from "@/components/shell/section-href";
import { Button } from "@/components/ui/button";
import { MomentText } from "@/components/ui/moment-text";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";
import type { KnownAlias } from "@/lib/agents/quotes/memory/alias-store";

type One = Where & { readonly id: string };
type Props = {
  readonly where: Where;
  readonly aliases: readonly KnownAlias[];
  /** Null where the reader may only look. */
  readonly commands: { readonly forget: (input: One) => Promise<Answer>; readonly widen: (input: One) => Promise<Answer> } | null;
};

/** Words, the thing they mean, for whom, and where it was learned; each can be forgotten. */
export function AliasList({ where, aliases, commands }: Props) {
  const t = useTranslations("quotes.learned");
  if (aliases.length === 0) return <p className="text-13 text-ink-2">{t("none")}</p>;
  return (
    <Table label={t("title")}>
      <THead>
        <tr>
          <Th>{t("words")}</Th>
          <Th>{t("item")}</Th>
          <Th>{t("for")}</Th>
          <Th>{t("taught")}</Th>
          <Th>
            <span className="sr-only">{t("forget")}</span>
          </Th>
        </tr>
      </THead>
      <tbody>
        {aliases.map((alias) => (
          <AliasRow key={alias.id} where={where} alias={alias} commands={commands} />
        ))}
      </tbody>
    </Table>
  );
}

function AliasRow({ where, alias, commands }: Omit<Props, "aliases"> & { readonly alias: KnownAlias }) {
  const t = useTranslations("quotes.learned");
  const router = useRouter();
  const { busy, run } = useCommand();
  const { id, contactId, contactName, words, itemName, sku, proposalId, taughtBy, taughtAt } = alias;
  const one = { ...where, id };
  const quotes = sectionHref(where.company, where.environment, "quotes");
  return (
    <Tr>
      <Td className="max-w-[320px] py-2 align-top [overflow-wrap:anywhere]">{words}</Td>
      <Td className="max-w-[320px] py-2 align-top [overflow-wrap:anywhere]">
        {itemName ?? <span className="text-needs">{t("gone")}</span>} <span className="font-mono text-12 text-ink-3">{sku}</span>
      </Td>
      <Td className="py-2 align-top">
        {contactId === null ? t("everybody") : (contactName ?? "—")}
        {contactId !== null && commands !== null && (
          <Button
            tone="quiet"
            busy={busy}
            className="text-12!"
            onClick={() => void run(() => commands.widen(one), t("widened")).then(() => router.refresh())}
          >
            {t("widen")}
          </Button>
        )}
      </Td>
      <Td className="py-2 align-top text-12 text-ink-2">
        {proposalId === null ? (
          <MomentText value={taughtAt} />
        ) : (
          <Link href={`${quotes}?open=${proposalId}`} className="underline-offset-2 hover:underline">
            <MomentText value={taughtAt} />
          </Link>
        )}
        {taughtBy !== null && <span className="block">{taughtBy}</span>}
      </Td>
      <Td className="py-2 text-right align-top">
        {commands !== null && (
          <ConfirmButton
            tone="quiet"
            title={t("forgetTitle")}
            body={t("forgetBody")}
            confirm={t("forget")}
            done={t("forgotten")}
            command={async () => {
              const answer = await commands.forget(one);
              router.refresh();
              return answer;
            }}
          >
            {t("forget")}
          </ConfirmButton>
        )}
      </Td>
    </Tr>
  );
}
