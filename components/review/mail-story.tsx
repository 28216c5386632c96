"use client";
import { Mail } from "lucide-react";
import { useParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { apiPath } from "@/components/review/place";
import { showMoment } from "@/components/ui/moment-text";
import { leftReasons } from "@/lib/documents/model-mail";
import { environment } from "@/lib/review/model";
import type { TimelineEvent } from "@/lib/review/view";

const text = z.string().nullable().catch(null);
const story = z.object({
  mailId: text,
  fromName: text,
  fromAddress: text,
  subject: text,
  date: text,
  repeats: text.optional(),
  files: z.int().catch(0),
  items: z.int().catch(0),
  left: z.array(z.object({ name: z.string(), why: z.enum(leftReasons) })).catch([]),
});

type Props = { readonly detail: Readonly<Record<string, unknown>>; readonly className: string };

/** Who sent the mail, and what became of everything in it. What it says of itself is text, never markup. */
export function MailStory({ detail, className }: Props) {
  const t = useTranslations("mail");
  const params = useParams<{ company?: string; environment?: string }>();
  const place = z.object({ company: z.string(), environment }).safeParse(params);
  const { mailId, subject, date, repeats, files, items, left, ...from } = story.parse(detail);
  const sender = senderOf(from);
  const said = [
    sender === null ? null : t("from", { sender }),
    subject === null ? null : t("subject", { subject }),
    date === null ? null : t("sent", { date: showMoment(date) }),
  ].filter((part) => part !== null);
  const names = left.map(({ name, why }) => `${name === "" ? t("body") : name} (${t(`why.${why}`)})`).join(", ");
  return (
    <div className={className}>
      {said.length > 0 && <p>{said.join(", ")}</p>}
      <p>
        {t("files", { n: files, items })}
        {left.length > 0 && `; ${t("left", { n: left.length, names })}`}
      </p>
      {repeats && <p>{t("repeats", { file: repeats })}</p>}
      {mailId !== null && place.success && (
        <a
          href={`${apiPath(place.data, "documents", mailId)}?download=1`}
          download
          className="text-accent underline-offset-4 hover:underline"
        >
          {t("download")}
        </a>
      )}
    </div>
  );
}

/** That an item came by mail, and whose, in the line of its title. */
export function MailSender({ events }: { readonly events: readonly TimelineEvent[] }) {
  const t = useTranslations("mail");
  const opened = events.findLast(({ kind }) => kind === "unpacked");
  if (!opened) return null;
  const { subject, date, fromName, fromAddress } = story.parse(opened.detail);
  const from = { fromName, fromAddress };
  const sender = senderOf(from);
  const whole = [sender, subject, date === null ? null : showMoment(date)].filter((part) => part !== null).join(" · ");
  return (
    <span className="flex min-w-0 shrink items-center gap-1 text-12 text-ink-3 max-lg:hidden" title={whole}>
      <Mail size={12} aria-hidden className="shrink-0" />
      <span className="truncate">{sender === null ? t("byMail") : t("from", { sender: from.fromName ?? sender })}</span>
    </span>
  );
}

function senderOf({ fromName, fromAddress }: { readonly fromName: string | null; readonly fromAddress: string | null }): string | null {
  if (fromName === null || fromAddress === null) return fromName ?? fromAddress;
  return `${fromName} <${fromAddress}>`;
}
