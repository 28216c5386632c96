"use client";
import { useTranslations } from "next-intl";
import type { Describe } from "@/components/review/kind-view";
import { MomentText } from "@/components/ui/moment-text";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";
import { changedPaths } from "@/lib/review/changes";
import type { ItemView } from "@/lib/review/view";

/** What the agent proposed against what people made of it: only the fields that differ. */
export function Versions<P>({ item, describe }: { readonly item: ItemView<P>; readonly describe: Describe<P> }) {
  const t = useTranslations("review.versions");
  const read = item.versions.find((version) => version.origin === "agent") ?? item.versions[0];
  const now = item.versions.at(-1);
  if (!read || !now) return <p className="py-4 text-13 text-ink-2">{t("none")}</p>;
  const paths = changedPaths(read.payload, now.payload);
  if (paths.length === 0) return <p className="py-4 text-13 text-ink-2">{t("unchanged")}</p>;
  const editors = [...new Set(item.versions.flatMap(({ person }) => (person === null ? [] : [person.name])))];
  return (
    <div className="flex flex-col gap-3 py-2">
      <p className="text-13 text-ink-2">
        {t("summary", { count: paths.length, people: editors.join(", ") })} <MomentText value={now.at} />
      </p>
      <Table label={t("label")}>
        <THead>
          <tr>
            <Th>{t("field")}</Th>
            <Th>{t("agent")}</Th>
            <Th>{t("person")}</Th>
          </tr>
        </THead>
        <tbody>
          {paths.map((path) => (
            <Tr key={path}>
              <Td className="text-ink-2">{describe.name(path)}</Td>
              <Td className="text-ink-2 line-through decoration-line-strong">{describe.value(read.payload, path)}</Td>
              <Td>{describe.value(now.payload, path)}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
