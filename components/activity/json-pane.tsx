"use client";
import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";

const longest = 60_000;

/** A JSON body to be read: names in a lighter tone, scrolls inside itself, copies itself. Text from outside stays text. */
export function JsonPane({ title, value }: { readonly title: string; readonly value: unknown }) {
  const t = useTranslations("activity");
  const common = useTranslations("common");
  const [copied, setCopied] = useState(false);
  const isEmpty = value === null || value === undefined;
  const whole = isEmpty ? "" : JSON.stringify(value, null, 2);
  const text = whole.length > longest ? `${whole.slice(0, longest)}\n…` : whole;
  return (
    <div className="min-w-0">
      <div className="flex h-8 items-center justify-between">
        <h3 className="text-12 text-ink-3">{title}</h3>
        {!isEmpty && (
          <IconButton
            label={`${t("copyBody")}: ${title}`}
            onClick={() => void navigator.clipboard.writeText(whole).then(() => setCopied(true))}
            onBlur={() => setCopied(false)}
          >
            {copied ? <Check size={14} aria-hidden className="text-clear" /> : <Copy size={14} aria-hidden />}
          </IconButton>
        )}
        <span role="status" className="sr-only">
          {copied ? common("copied") : ""}
        </span>
      </div>
      {isEmpty ? (
        <p className="rounded-md bg-sunken p-3 text-12 text-ink-3">{t("emptyBody")}</p>
      ) : (
        <pre
          tabIndex={0}
          aria-label={title}
          role="region"
          className="max-h-80 overflow-auto rounded-md bg-sunken p-3 font-mono text-12 focus-visible:-outline-offset-2"
        >
          {text.split("\n").map((line, at) => (
            <Line key={at} text={line} />
          ))}
        </pre>
      )}
    </div>
  );
}

const member = /^(\s*)("(?:[^"\\]|\\.)*": )(.*)$/;

function Line({ text }: { readonly text: string }) {
  const [, indent, name, rest] = member.exec(text) ?? [];
  if (name === undefined) return <>{text}{"\n"}</>; // prettier-ignore
  return (
    <>
      {indent}
      <span className="text-ink-3">{name}</span>
      {rest}
      {"\n"}
    </>
  );
}
