"use client";
import { Phone, Mail, MessageCircle, FileText, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { CustomerPanel } from "@/components/quotes/customer-panel";
import { requestPieces, type RequestPiece } from "@/components/quotes/request-marks";
import type { SourceProps } from "@/components/review/kind-view";
import { cx } from "@/components/ui/cx";
import { PlainDateText } from "@/components/ui/plain-date-text";
import type { QuotePayload } from "@/lib/agents/quotes/model";

const signs: Readonly<Record<QuotePayload["request"]["channel"], LucideIcon>> = {
  email: Mail,
  whatsapp: MessageCircle,
  call: Phone,
  file: FileText,
};

/** What the customer wrote, as written, with the words of the focused line lit; below, who it is and what was agreed. */
export function RequestSource({ payload, activePath, onPick }: SourceProps<QuotePayload>) {
  const t = useTranslations("quotes");
  const { request, remarks } = payload;
  const Sign = signs[request.channel];
  const active = activeLine(payload, activePath);
  return (
    <div className="flex flex-col gap-6 px-4 py-4 md:px-6">
      <section aria-label={t("request.label")} className="flex flex-col gap-3">
        <header className="flex flex-col gap-0.5 text-12 text-ink-3">
          <p className="flex flex-wrap items-center gap-x-2">
            <Sign size={14} aria-hidden className="shrink-0" />
            <span>{t(`channel.${request.channel}`)}</span>
            <PlainDateText value={request.received} />
          </p>
          {request.from !== null && <p className="text-13 text-ink-2 [overflow-wrap:anywhere]">{request.from}</p>}
          {request.subject !== null && <h2 className="text-14 font-semibold text-ink [overflow-wrap:anywhere]">{request.subject}</h2>}
        </header>
        <div className="rounded-md border border-line bg-raised px-4 py-3 text-14 leading-6 [overflow-wrap:anywhere] whitespace-pre-wrap">
          {requestPieces(payload).map((piece, index) => (
            <Piece key={index} piece={piece} isActive={piece.line !== null && piece.line.id === active} onPick={onPick} />
          ))}
        </div>
        {remarks.length > 0 && (
          <div className="text-13">
            <h3 className="text-12 text-ink-3">{t("request.remarks")}</h3>
            <ul className="mt-1 flex flex-col gap-1 text-ink-2">
              {remarks.map(({ text }, index) => (
                <li key={index} className="[overflow-wrap:anywhere]">
                  {text}
                </li>
              ))}
            </ul>
          </div>
        )}
      </section>
      <CustomerPanel payload={payload} />
    </div>
  );
}

function activeLine({ lines }: QuotePayload, path: string | null): string | null {
  const match = /^lines\.(\d+)/.exec(path ?? "");
  return match === null ? null : (lines[Number(match[1])]?.id ?? null);
}

type PieceProps = { readonly piece: RequestPiece; readonly isActive: boolean; readonly onPick: (path: string) => void };

/** A stretch of the request. Its own text and nothing else: what stands in it is never markup. */
function Piece({ piece: { text, line, kind }, isActive, onPick }: PieceProps) {
  const t = useTranslations("quotes.request");
  if (line !== null) {
    return (
      <mark
        ref={isActive ? intoSight : undefined}
        title={t(`of.${line.state}`, { number: line.index + 1 })}
        onClick={() => onPick(`lines.${line.index}.quantity`)}
        className={cx(
          "cursor-pointer rounded-[2px] text-ink decoration-[1.5px] underline-offset-4 transition-colors",
          lineStyles[line.state],
          kind === "said" && "font-semibold",
          isActive ? "bg-accent-soft box-decoration-clone shadow-[0_0_0_2px_var(--accent-soft)]" : "bg-transparent hover:bg-hover",
        )}
      >
        {text}
      </mark>
    );
  }
  if (kind === "declined") return <s className="text-ink-3">{text}</s>;
  if (kind === "warning") return <mark className="bg-needs-soft text-ink">{text}</mark>;
  return <span className="text-ink-2">{text}</span>;
}

/** The line below tells the state without its colour: whole, dotted, wavy. */
const lineStyles = {
  matched: "underline decoration-accent",
  choose: "underline decoration-needs decoration-dotted",
  not_found: "underline decoration-refused decoration-wavy",
} as const;

function intoSight(mark: HTMLElement | null): void {
  mark?.scrollIntoView({ block: "nearest" });
}
