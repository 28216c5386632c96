"use client";
import { Eye, EyeOff } from "lucide-react";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useId, useState, type FormEvent } from "react";
import { LanguageChoice } from "@/components/shell/language-choice";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Field, inputClass } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Seal } from "@/components/ui/seal";
import { TextField } from "@/components/ui/text-field";
import { failureCodes, type FailureCode } from "@/lib/kernel/result";

export type SamplePerson = { readonly name: string; readonly email: string; readonly password: string; readonly title: string };

type Props = {
  readonly callbackUrl: string;
  readonly error: FailureCode | null;
  readonly from: "out" | "everywhere" | null;
  /** Only where the installation is a demonstration on one machine; elsewhere nobody is listed. */
  readonly people: readonly SamplePerson[];
};

export function SignInForm({ callbackUrl, error, from, people }: Props) {
  const t = useTranslations();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState(error);

  async function enter(credentials: { readonly email: string; readonly password: string }): Promise<void> {
    setBusy(true);
    setFailure(null);
    const answer = await signIn("credentials", { redirect: false, email: credentials.email, password: credentials.password, callbackUrl });
    if (answer?.ok === true && answer.error === null) {
      // A whole new page: nothing of an earlier person's session stays in memory.
      window.location.assign(answer.url ?? "/");
      return;
    }
    setFailure(failureCodes.find((code) => code === answer?.error) ?? "internal.unexpected");
    setBusy(false);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    void enter({ email, password });
  }

  return (
    <div className="w-full max-w-96">
      <div className="mb-8 flex items-center gap-4">
        <Seal />
        <div>
          <h1 className="text-20 font-semibold">{t("auth.title")}</h1>
          <p className="text-13 text-ink-2">{t("auth.lead")}</p>
        </div>
      </div>
      <Notice failure={failure} from={from} />
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t("auth.email")}
          type="email"
          name="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordField value={password} onChange={setPassword} />
        <Button type="submit" tone="primary" size="lg" busy={busy} busyLabel={t("auth.submitting")} className="mt-1">
          {t("auth.submit")}
        </Button>
      </form>
      <SamplePeople
        people={people}
        disabled={busy}
        onChoose={(person) => {
          setEmail(person.email);
          setPassword(person.password);
          void enter(person);
        }}
      />
      <div className="mt-10">
        <LanguageChoice />
      </div>
    </div>
  );
}

function Notice({ failure, from }: Pick<Props, "from"> & { readonly failure: FailureCode | null }) {
  const t = useTranslations();
  const said = from === "everywhere" ? t("shell.person.signOutEverywhereDone") : from === "out" ? t("auth.signedOut") : null;
  return (
    <div aria-live="polite">
      {failure !== null ? (
        <p role="alert" className="mb-4 rounded-md bg-refused-soft px-3 py-2 text-13">
          {t(`failure.${failure}`)}
        </p>
      ) : (
        said !== null && <p className="mb-4 rounded-md bg-accent-soft px-3 py-2 text-13">{said}</p>
      )}
    </div>
  );
}

function PasswordField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const t = useTranslations("auth");
  const [shown, setShown] = useState(false);
  return (
    <Field label={t("password")}>
      {(ids) => (
        <div className="relative">
          <input
            {...ids}
            type={shown ? "text" : "password"}
            name="password"
            autoComplete="current-password"
            required
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className={cx(inputClass(), "pr-10")}
          />
          <span className="absolute inset-y-0 right-0 flex items-center">
            <IconButton label={shown ? t("hidePassword") : t("showPassword")} onClick={() => setShown(!shown)}>
              {shown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
            </IconButton>
          </span>
        </div>
      )}
    </Field>
  );
}

function SamplePeople({
  people,
  disabled,
  onChoose,
}: {
  readonly people: readonly SamplePerson[];
  readonly disabled: boolean;
  readonly onChoose: (person: SamplePerson) => void;
}) {
  const t = useTranslations("auth");
  const id = useId();
  if (people.length === 0) return null;
  return (
    <section aria-labelledby={id} className="hairline-t mt-8 pt-5">
      <h2 id={id} className="text-13 font-medium">
        {t("demoTitle")}
      </h2>
      <p className="text-13 text-ink-2">{t("demoLead")}</p>
      <ul className="-mx-2 mt-2">
        {people.map((person) => (
          <li key={person.email}>
            <button
              type="button"
              aria-label={t("demoUse", { name: person.name, title: person.title })}
              disabled={disabled}
              onClick={() => onChoose(person)}
              className="flex min-h-10 w-full items-baseline gap-3 rounded-md px-2 py-2 text-left text-13 hover:bg-hover"
            >
              <span className="shrink-0 font-medium">{person.name}</span>
              <span className="min-w-0 flex-1 truncate text-right text-ink-2">{person.title}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
