"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Answer, Where } from "@/components/settings/answer";
import { useCommand } from "@/components/settings/use-command";
import { cx } from "@/components/ui/cx";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { PlainDateText } from "@/components/ui/plain-date-text";
import { Select } from "@/components/ui/select";
import { roles, type Role } from "@/lib/platform/actor";

export type ShownMember = {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly email: string;
  readonly role: Role;
  readonly since: string;
};

export type PeopleCommands = {
  readonly setRole: (input: Where & { readonly personId: string; readonly role: Role }) => Promise<Answer>;
  readonly remove: (input: Where & { readonly personId: string }) => Promise<Answer>;
};

type Props = {
  readonly where: Where;
  readonly companyName: string;
  readonly members: readonly ShownMember[];
  readonly me: string;
  /** Null where the reader may only look. */
  readonly commands: PeopleCommands | null;
};

export function PeopleTable({ where, companyName, members, me, commands }: Props) {
  const t = useTranslations();
  const [leaving, setLeaving] = useState<ShownMember | null>(null);
  return (
    <>
      <ul aria-label={t("settings.people")} className="hairline-t">
        {members.map((member) => (
          <li
            key={member.id}
            className={cx(
              "hairline-b grid items-center gap-x-4 gap-y-2 py-3 text-13",
              commands === null
                ? "grid-cols-[minmax(0,1fr)_auto]"
                : "grid-cols-[minmax(0,1fr)_auto] sm:grid-cols-[minmax(0,1fr)_208px_auto]",
            )}
          >
            <div className="min-w-0">
              {member.name}
              {member.id === me && <span className="text-ink-3"> ({t("settings.you_")})</span>}
              <span className="block truncate text-12 text-ink-3">
                {member.email} · {t("settings.since").toLowerCase()} <PlainDateText value={member.since} />
              </span>
            </div>
            {commands === null ? (
              <span className="text-ink-2">{t(`roles.${member.role}`)}</span>
            ) : (
              <>
                <div className="max-sm:order-last max-sm:col-span-2">
                  <RoleChoice where={where} member={member} setRole={commands.setRole} />
                </div>
                <Button tone="quiet" aria-label={t("settings.removePerson", { name: member.name })} onClick={() => setLeaving(member)}>
                  {t("settings.removeFromCompany")}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      {commands !== null && leaving !== null && (
        <RemoveDialog where={where} member={leaving} companyName={companyName} remove={commands.remove} close={() => setLeaving(null)} />
      )}
    </>
  );
}

type RoleProps = { readonly where: Where; readonly member: ShownMember; readonly setRole: PeopleCommands["setRole"] };

function RoleChoice({ where, member, setRole }: RoleProps) {
  const t = useTranslations();
  const { busy, run } = useCommand();
  return (
    <Select
      label={`${t("settings.role")}: ${member.name}`}
      hideLabel
      value={member.role}
      disabled={busy}
      options={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
      onChange={(role) =>
        void run(
          () => setRole({ ...where, personId: member.id, role }),
          t("settings.roleChanged", { name: member.name, role: t(`roles.${role}`) }),
        )
      }
    />
  );
}

type RemoveProps = {
  readonly where: Where;
  readonly member: ShownMember;
  readonly companyName: string;
  readonly remove: PeopleCommands["remove"];
  readonly close: () => void;
};

function RemoveDialog({ where, member, companyName, remove, close }: RemoveProps) {
  const t = useTranslations();
  const { busy, run } = useCommand();
  async function confirm(): Promise<void> {
    await run(() => remove({ ...where, personId: member.id }), t("settings.removed", { name: member.name }));
    close();
  }
  return (
    <Dialog
      open
      onOpenChange={close}
      size="sm"
      title={t("settings.removeTitle", { name: member.name, company: companyName })}
      description={t("settings.removeBody")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button tone="quiet" onClick={close}>
            {t("common.cancel")}
          </Button>
          <Button tone="danger" busy={busy} busyLabel={t("common.working")} onClick={() => void confirm()}>
            {t("settings.removeConfirm")}
          </Button>
        </>
      }
    />
  );
}
