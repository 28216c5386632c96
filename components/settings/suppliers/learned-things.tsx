"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Where } from "@/components/settings/answer";
import { Fact, Facts } from "@/components/settings/facts";
import type { SupplierChoices, SupplierCommands } from "@/components/settings/suppliers/supplier-commands";
import { useCommand } from "@/components/settings/use-command";
import { IconButton } from "@/components/ui/icon-button";
import type { Known, SupplierProfile } from "@/lib/agents/invoices/memory/profile";
import type { LearnedThing } from "@/lib/agents/invoices/memory/without";
import { formatIban } from "@/lib/kernel/iban";

type Props = {
  readonly where: Where;
  readonly profile: SupplierProfile;
  readonly choices: SupplierChoices;
  readonly forgetThing: SupplierCommands["forgetThing"] | null;
};
type Item = { readonly thing: LearnedThing; readonly text: string };

/** Where values stand on its papers, its accounts, its names and its domains, each with a way to have it forgotten. */
export function LearnedThings({ where, profile, choices, forgetThing }: Props) {
  const t = useTranslations("suppliers");
  const groups: readonly { readonly name: string; readonly items: readonly Item[] }[] = [
    {
      name: t("places"),
      items: profile.anchors.map(({ path, left, above, seen }) => ({
        thing: { what: "anchor", value: path },
        text:
          left === ""
            ? t("placeBelow", { field: t(fieldKey(path)), words: above, count: seen })
            : t("placeBeside", { field: t(fieldKey(path)), words: left, count: seen }),
      })),
    },
    { name: t("habits"), items: habitsOf(profile, choices, t) },
    {
      name: t("ibans"),
      items: profile.ibans.map(({ value, count }) => ({
        thing: { what: "iban", value },
        text: `${formatIban(value)} · ${t("times", { count })}`,
      })),
    },
    {
      name: t("names"),
      items: profile.names.filter((name) => name !== profile.name).map((value) => ({ thing: { what: "name", value }, text: value })),
    },
    { name: t("domains"), items: profile.domains.map((value) => ({ thing: { what: "domain", value }, text: value })) },
  ];
  const shown = groups.filter(({ items }) => items.length > 0);
  if (shown.length === 0) return null;
  return (
    <Facts>
      {shown.map(({ name, items }) => (
        <Fact key={name} name={name}>
          <ul className="flex flex-col gap-1">
            {items.map(({ thing, text }) => (
              <Learned key={text} where={where} id={profile.id} thing={thing} text={text} forgetThing={forgetThing}>
                {text}
              </Learned>
            ))}
          </ul>
        </Fact>
      ))}
    </Facts>
  );
}

/** What is filled in because it was approved so; what a person set stands in the form above. */
function habitsOf(profile: SupplierProfile, choices: SupplierChoices, t: ReturnType<typeof useTranslations<"suppliers">>): readonly Item[] {
  const { account, projectId, dueDays, tags, exemption } = profile;
  const item = <T,>(
    what: "account" | "dueDays" | "exemption" | "tags" | "project",
    known: Known<T> | null,
    label: string,
    value: string,
  ): Item[] =>
    known === null || known.isByHand
      ? []
      : [{ thing: { what }, text: `${label}: ${t("learnedAs", { value, count: known.count, of: known.of })}` }];
  const nameOf = (list: SupplierChoices["accounts"], id: string) => list.find((one) => one.id === id)?.name ?? id;
  return [
    ...item("account", account, t("account"), account ? nameOf(choices.accounts, account.value) : ""),
    ...item("project", projectId, t("project"), projectId ? nameOf(choices.projects, projectId.value) : ""),
    ...item("dueDays", dueDays, t("dueDays"), String(dueDays?.value ?? "")),
    ...item("tags", tags, t("tagsName"), tags?.value.join(", ") ?? ""),
    ...item("exemption", exemption, t("exemption"), exemption ? t(`exempt.${exemptionOf(exemption.value)}`) : ""),
  ];
}

const exemptions = ["intra_goods", "intra_services", "reverse_charge", "export", "exempt", "not_subject"] as const;
const exemptionOf = (value: string) => exemptions.find((known) => known === value) ?? "exempt";

const fieldKey = (path: SupplierProfile["anchors"][number]["path"]) =>
  ({
    number: "field.number", issueDate: "field.issueDate", dueDate: "field.dueDate", iban: "field.iban", "supplier.taxId": "field.taxId",
    netTotal: "field.netTotal", vatTotal: "field.vatTotal", "withholding.amount": "field.withholding", total: "field.total", payable: "field.payable",
  } as const)[path]; // prettier-ignore

type LearnedProps = Pick<Props, "where" | "forgetThing"> & Item & { readonly id: string; readonly children: ReactNode };

function Learned({ where, id, thing, text, forgetThing, children }: LearnedProps) {
  const t = useTranslations("suppliers");
  const { busy, run } = useCommand();
  return (
    <li className="flex min-h-6 items-center gap-2">
      <span className="min-w-0 break-words">{children}</span>
      {forgetThing !== null && (
        <IconButton
          label={t("forgetThing", { thing: text })}
          disabled={busy}
          onClick={() => void run(() => forgetThing({ ...where, id, thing }), t("forgottenThing"))}
        >
          <X aria-hidden className="size-3.5" />
        </IconButton>
      )}
    </li>
  );
}
