"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Where } from "@/components/settings/answer";
import type { SupplierChoices, SupplierCommands } from "@/components/settings/suppliers/supplier-commands";
import { useCommand } from "@/components/settings/use-command";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { ByHand, Known, SupplierProfile } from "@/lib/agents/invoices/memory/profile";

type Props = {
  readonly where: Where;
  readonly profile: SupplierProfile;
  readonly choices: SupplierChoices;
  readonly change: SupplierCommands["change"] | null;
};

const learned = "*";
const rates = ["21", "10", "4"] as const;

/** What is filled in for the supplier: as it was learned, until a person sets it. Every change is stored when it is made. */
export function SupplierValues({ where, profile, choices, change }: Props) {
  const t = useTranslations("suppliers");
  const { busy, run } = useCommand();
  const disabled = busy || change === null;
  const set = (values: ByHand) => change !== null && void run(() => change({ ...where, id: profile.id, values }), t("saved"));
  const { account, projectId, byHand } = profile;
  const nameOf = (list: SupplierChoices["accounts"], id: string) => list.find((one) => one.id === id)?.name ?? id;
  const shared = { disabled, set };
  return (
    <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
      <Choice
        {...shared}
        label={t("account")}
        field="accountId"
        chosen={byHand.accountId}
        known={account && said(account, nameOf(choices.accounts, account.value))}
        options={choices.accounts}
      />
      <TypedText
        key={`days ${byHand.dueDays ?? ""}`}
        label={t("dueDays")}
        hint={said(profile.dueDays, String(profile.dueDays?.value ?? ""))?.text ?? t("nothingLearned")}
        value={byHand.dueDays === null || byHand.dueDays === undefined ? "" : String(byHand.dueDays)}
        isRight={(text) => text === "" || (/^\d{1,3}$/.test(text) && Number(text) <= 365)}
        wrong={t("notDays")}
        disabled={disabled}
        onSave={(text) => set({ dueDays: text === "" ? null : Number(text) })}
      />
      <TypedText
        key={`tags ${byHand.tags?.join() ?? ""}`}
        label={t("tags")}
        hint={said(profile.tags, profile.tags?.value.join(", ") ?? "")?.text ?? t("nothingLearned")}
        value={byHand.tags?.join(", ") ?? ""}
        isRight={(text) => tagsIn(text).length <= 10 && tagsIn(text).every((tag) => tag.length <= 50)}
        wrong={t("tooManyTags")}
        disabled={disabled}
        onSave={(text) => set({ tags: tagsIn(text).length === 0 ? null : tagsIn(text) })}
      />
      {choices.projects.length > 0 && (
        <Choice
          {...shared}
          label={t("project")}
          field="projectId"
          chosen={byHand.projectId}
          known={projectId && said(projectId, nameOf(choices.projects, projectId.value))}
          options={choices.projects}
        />
      )}
      {rates.map((rate) => (
        <TaxChoice key={rate} {...shared} rate={rate} byHand={byHand} taxes={choices.taxes} />
      ))}
    </div>
  );

  function said<T>(known: Known<T> | null, value: string): { readonly text: string } | null {
    if (known === null || known.isByHand) return null;
    return { text: t("learnedAs", { value, count: known.count, of: known.of }) };
  }
}

type Shared = { readonly disabled: boolean; readonly set: (values: ByHand) => void };
type ChoiceProps = Shared & {
  readonly label: string;
  readonly field: "accountId" | "projectId";
  readonly chosen: string | null | undefined;
  readonly known: { readonly text: string } | null;
  readonly options: SupplierChoices["accounts"];
};

function Choice({ label, field, chosen, known, options, disabled, set }: ChoiceProps) {
  const t = useTranslations("suppliers");
  return (
    <Select
      label={label}
      hint={known?.text ?? (chosen ? t("setByHand") : t("nothingLearned"))}
      value={chosen ?? learned}
      disabled={disabled}
      options={[{ value: learned, label: t("asLearned") }, ...options.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(next) => set({ [field]: next === learned ? null : next })}
    />
  );
}

/** Which tax of the account stands for a rate, where it has more than one: investments, not deductible. */
function TaxChoice({
  rate,
  byHand,
  taxes,
  disabled,
  set,
}: Shared & { readonly rate: string; readonly byHand: ByHand; readonly taxes: SupplierChoices["taxes"] }) {
  const t = useTranslations("suppliers");
  const fitting = taxes.filter((tax) => tax.group === "iva" && tax.rate !== null && Number(tax.rate) === Number(rate));
  if (fitting.length < 2) return null;
  const { [rate]: chosen, ...others } = byHand.taxKeys ?? {};
  return (
    <Select
      label={t("taxAt", { rate })}
      value={chosen ?? learned}
      disabled={disabled}
      options={[{ value: learned, label: t("taxUsual") }, ...fitting.map(({ key, name }) => ({ value: key, label: name }))]}
      onChange={(next) => set({ taxKeys: next === learned ? others : { ...others, [rate]: next } })}
    />
  );
}

const tagsIn = (text: string): string[] =>
  text
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");

type TypedProps = {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly isRight: (text: string) => boolean;
  readonly wrong: string;
  readonly disabled: boolean;
  readonly onSave: (text: string) => void;
};

/** Stored when it is left, if it changed and can be. */
function TypedText({ label, hint, value, isRight, wrong, disabled, onSave }: TypedProps) {
  const [text, setText] = useState(value);
  const clean = text.trim();
  return (
    <TextField
      label={label}
      hint={hint}
      error={isRight(clean) ? undefined : wrong}
      value={text}
      maxLength={200}
      disabled={disabled}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => clean !== value && isRight(clean) && onSave(clean)}
    />
  );
}
