"use client";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import type { Answer, Where } from "@/components/settings/answer";
import { useCommand } from "@/components/settings/use-command";
import { Button } from "@/components/ui/button";
import { StatusShape } from "@/components/ui/status-mark";
import { TextField } from "@/components/ui/text-field";

/** What the key may do, as its check found. */
type Saved = { readonly granted: number; readonly missing: number };

type Props = {
  readonly where: Where;
  readonly hasToken: boolean;
  readonly save: (input: Where & { readonly token: string }) => Promise<Answer<Saved>>;
  readonly test: (input: Where) => Promise<Answer>;
};

/** The key is written and never shown again. Pasting is allowed; the browser is asked not to remember it. */
export function TokenForm({ where, hasToken, save, test }: Props) {
  const t = useTranslations();
  const [open, setOpen] = useState(!hasToken);
  const [token, setToken] = useState("");
  const [result, setResult] = useState<Saved | null>(null);
  const saving = useCommand();
  const testing = useCommand();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const saved = await saving.run(() => save({ ...where, token }), t("settings.tokenSaved"));
    if (saved === null) return;
    setToken("");
    setOpen(false);
    setResult(saved.value);
  }

  return (
    <div className="flex flex-col gap-4">
      {hasToken && (
        <div className="flex flex-wrap gap-2">
          <Button
            tone="primary"
            busy={testing.busy}
            busyLabel={t("settings.testing")}
            onClick={() => void testing.run(() => test(where), t("settings.testOk"))}
          >
            {t("settings.test")}
          </Button>
          <Button aria-expanded={open} onClick={() => setOpen(!open)}>
            {t("settings.tokenReplace")}
          </Button>
        </div>
      )}
      {result !== null && !open && (
        <p role="status" className="flex items-start gap-2 text-13">
          <span className="pt-[3px]">
            <StatusShape status={result.missing > 0 ? "needs" : "clear"} />
          </span>
          {t("settings.tokenChecked", result)}
        </p>
      )}
      {open && (
        <form onSubmit={(event) => void submit(event)} className="flex max-w-[480px] flex-col gap-3">
          {hasToken && <p className="text-13 text-ink-2">{t("settings.tokenRotation")}</p>}
          <TextField
            label={t("settings.tokenNew")}
            hint={t("settings.tokenHint")}
            autoFocus={hasToken}
            type="password"
            autoComplete="new-password"
            spellCheck={false}
            required
            mono
            value={token}
            onChange={(event) => setToken(event.target.value)}
          />
          <div className="flex gap-2">
            <Button
              type="submit"
              tone={hasToken ? "secondary" : "primary"}
              busy={saving.busy}
              busyLabel={t("settings.tokenSaving")}
              disabled={token.trim() === ""}
            >
              {t("settings.tokenSave")}
            </Button>
            {hasToken && (
              <Button
                tone="quiet"
                onClick={() => {
                  setToken("");
                  setOpen(false);
                }}
              >
                {t("common.cancel")}
              </Button>
            )}
          </div>
        </form>
      )}
    </div>
  );
}
