"use client";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import type { Answer, Where } from "@/components/settings/answer";
import { useCommand } from "@/components/settings/use-command";
import { Button } from "@/components/ui/button";
import { CopyId } from "@/components/ui/copy-id";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { roles, type Role } from "@/lib/platform/actor";

type Added = { readonly name: string; readonly firstPassword: string | null };
type Props = {
  readonly where: Where;
  readonly add: (input: Where & { readonly email: string; readonly name: string; readonly role: Role }) => Promise<Answer<Added>>;
};

export function AddPerson({ where, add }: Props) {
  const t = useTranslations();
  const { busy, run } = useCommand();
  const [open, setOpen] = useState(false);
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("accountant");
  const [added, setAdded] = useState<Added | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await run(() => add({ ...where, email, name, role }), null);
    if (done === null) return;
    setAdded(done.value);
    setEmail("");
    setName("");
    setOpen(false);
  }

  return (
    <div className="mt-4 flex flex-col gap-4">
      {added !== null && <Welcome added={added} />}
      {!open && (
        <div>
          <Button
            onClick={() => {
              setAdded(null);
              setOpen(true);
            }}
          >
            {t("settings.addPerson")}
          </Button>
        </div>
      )}
      {open && (
        <form onSubmit={(event) => void submit(event)} className="flex max-w-[480px] flex-col gap-3">
          <TextField
            label={t("settings.name")}
            required
            minLength={2}
            maxLength={120}
            autoFocus
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <TextField
            label={t("settings.email")}
            hint={t("settings.addPersonHint")}
            type="email"
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <Select
            label={t("settings.role")}
            value={role}
            options={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
            onChange={setRole}
          />
          <div className="flex gap-2">
            <Button type="submit" tone="primary" busy={busy} busyLabel={t("common.working")}>
              {t("settings.addPerson")}
            </Button>
            <Button tone="quiet" onClick={() => setOpen(false)}>
              {t("common.cancel")}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}

function Welcome({ added }: { readonly added: Added }) {
  const t = useTranslations();
  return (
    <div role="status" className="rounded-md bg-accent-soft px-3 py-2.5 text-13">
      <p className="font-medium">{t("settings.added", { name: added.name })}</p>
      {added.firstPassword === null ? (
        <p>{t("settings.existing")}</p>
      ) : (
        <p className="flex flex-wrap items-center gap-x-2">
          {t("settings.firstPassword")} <CopyId value={added.firstPassword} label={t("common.copy")} copiedLabel={t("common.copied")} />
        </p>
      )}
    </div>
  );
}
