"use client";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import type { Answer, Where } from "@/components/settings/answer";
import { euroText } from "@/components/settings/euro-text";
import {
  firstFields,
  numbers,
  toInput,
  withModel,
  type Numbers,
  type Provider,
  type ReaderFields,
} from "@/components/settings/reader-fields";
import { useCommand } from "@/components/settings/use-command";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextArea, TextField } from "@/components/ui/text-field";
import type { SetupInput, SetupView } from "@/lib/claude/configure";

type Props = {
  readonly setup: SetupView | null;
  readonly where: Where;
  readonly regions: Readonly<Record<"bedrock" | "vertex", readonly string[]>>;
  readonly save: (input: Where & SetupInput) => Promise<Answer>;
};
type Change = (change: Partial<ReaderFields>) => void;

const modes = ["off", "unsure", "always"] as const;
const providers = ["anthropic", "bedrock", "vertex"] as const;

/** What leaves the machine, and where to, stands above the button that switches it on. */
export function ReaderForm({ setup, where, regions, save }: Props) {
  const t = useTranslations("reader");
  const first = firstFields(setup, euroText);
  const [fields, setFields] = useState(first);
  const [wrong, setWrong] = useState<readonly Numbers[]>([]);
  const { busy, run } = useCommand();
  const change: Change = (some) => setFields((before) => ({ ...before, ...some }));
  const hasKey = setup !== null && setup.secretHint !== null && setup.place.provider === fields.provider;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const input = toInput(fields);
    setWrong("wrong" in input ? input.wrong : []);
    if ("wrong" in input) return;
    const saved = await run(() => save({ ...where, ...input }), t("saved"));
    if (saved !== null) change({ key: "", keyId: "" });
  }

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-[560px] flex-col gap-4">
      <Select
        label={t("mode")}
        value={fields.mode}
        options={modes.map((value) => ({ value, label: t(`modes.${value}`) }))}
        onChange={(mode) => change({ mode })}
      />
      <Select
        label={t("place")}
        value={fields.provider}
        options={providers.map((value) => ({ value, label: t(`providers.${value}`) }))}
        onChange={(provider) => {
          const region = provider === "anthropic" ? "" : (regions[provider][0] ?? "");
          change({ provider, region, model: "", input: "", output: "", key: "", keyId: "" });
        }}
      />
      <PlaceFields fields={fields} regions={regions} change={change} />
      <TextField
        label={t("model")}
        hint={t(`modelHint.${fields.provider}`)}
        mono
        spellCheck={false}
        value={fields.model}
        onChange={(event) => change(withModel(fields, event.target.value, first))}
      />
      <KeyFields fields={fields} hasKey={hasKey} change={change} />
      <div className="flex flex-wrap items-start gap-3 [&_input]:text-right [&_input]:tabular-nums">
        {numbers.map((name) => (
          <TextField
            key={name}
            className="w-40"
            label={t(`euros.${name}`)}
            inputMode="decimal"
            error={wrong.includes(name) ? t("eurosWrong") : undefined}
            value={fields[name]}
            onChange={(event) => change({ [name]: event.target.value })}
          />
        ))}
      </div>
      <p className="text-12 text-ink-3">{t("eurosHint")}</p>
      <Leaves provider={fields.provider} isOff={fields.mode === "off"} />
      <div>
        <Button type="submit" tone={setup === null ? "primary" : "secondary"} busy={busy} disabled={fields.model.trim() === ""}>
          {fields.mode !== "off" && (setup === null || setup.mode === "off") ? t("saveAndTurnOn") : t("save")}
        </Button>
      </div>
    </form>
  );
}

type FieldsProps = { readonly fields: ReaderFields; readonly change: Change };

function PlaceFields({ fields, regions, change }: FieldsProps & Pick<Props, "regions">) {
  const t = useTranslations("reader");
  const { provider } = fields;
  if (provider === "anthropic") return null;
  return (
    <>
      <Select
        label={t("region")}
        hint={t("regionHint")}
        value={fields.region}
        options={regions[provider].map((value) => ({ value, label: value }))}
        onChange={(region) => change({ region })}
      />
      {provider === "vertex" && (
        <TextField
          label={t("project")}
          mono
          spellCheck={false}
          value={fields.projectId}
          onChange={(event) => change({ projectId: event.target.value })}
        />
      )}
    </>
  );
}

/** Typed once and never shown again; the browser is asked not to remember it. */
function KeyFields({ fields, hasKey, change }: FieldsProps & { readonly hasKey: boolean }) {
  const t = useTranslations("reader");
  const { provider, key, keyId } = fields;
  const hint = hasKey ? t("keyKept") : t("keyHint");
  if (provider === "vertex") {
    return (
      <TextArea
        label={t("keyFile")}
        hint={hint}
        rows={4}
        autoComplete="off"
        spellCheck={false}
        value={key}
        onChange={(event) => change({ key: event.target.value })}
      />
    );
  }
  return (
    <>
      {provider === "bedrock" && (
        <TextField label={t("keyId")} mono spellCheck={false} value={keyId} onChange={(event) => change({ keyId: event.target.value })} />
      )}
      <TextField
        label={provider === "bedrock" ? t("keySecret") : t("keyNew")}
        hint={hint}
        type="password"
        autoComplete="new-password"
        mono
        value={key}
        onChange={(event) => change({ key: event.target.value })}
      />
    </>
  );
}

function Leaves({ provider, isOff }: { readonly provider: Provider; readonly isOff: boolean }) {
  const t = useTranslations("reader");
  return (
    <div className="hairline-t hairline-b flex flex-col gap-1.5 py-3 text-13">
      <h3 className="font-medium">{t("leavesTitle")}</h3>
      {isOff && <p>{t("leavesOff")}</p>}
      <p className="text-ink-2">{t("leavesWhat")}</p>
      <p className="text-ink-2">{t(`leavesWhere.${provider}`)}</p>
      <p className="text-ink-2">{t("leavesNot")}</p>
    </div>
  );
}
