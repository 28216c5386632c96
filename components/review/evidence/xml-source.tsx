"use client";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { DownloadLink } from "@/components/review/evidence/download-link";
import { NoView } from "@/components/review/evidence/no-view";
import type { SourceDocument } from "@/components/review/evidence/source-document";
import { invoiceOf, saysSame, textsOf, xmlRows, type XmlRow } from "@/components/review/evidence/xml-rows";
import { cx } from "@/components/ui/cx";
import { Skeleton } from "@/components/ui/skeleton";
import type { XmlNode } from "@/lib/kernel/xml-tree";

type Props = {
  readonly source: SourceDocument;
  /** What the fields say: the elements that say the same light up with their field. */
  readonly payload: unknown;
  /** Which invoice of a batch, counted from 1; null: the only one. */
  readonly part: number | null;
  readonly activePath: string | null;
  readonly onPick: (path: string) => void;
};

/** More than a person reads at once; the rest comes on request. */
const atFirst = 1_500;

/** An electronic invoice as its sender wrote it, element by element. It is data: nothing in it is drawn or run. */
export function XmlSource({ source, payload, part, activePath, onPick }: Props) {
  const t = useTranslations("review.source");
  const tree = useXml(source.url);
  const [showsAll, setShowsAll] = useState(false);
  const rows = useMemo(() => (typeof tree === "object" ? xmlRows(invoiceOf(tree, part)) : []), [tree, part]);
  const fields = useMemo(() => textsOf(payload), [payload]);
  const shown = showsAll ? rows : rows.slice(0, atFirst);
  const list = useRef<HTMLDivElement>(null);
  const wanted = fields.find(({ path }) => path === activePath)?.value ?? null;
  useEffect(() => {
    list.current?.querySelector("[data-lit]")?.scrollIntoView({ block: "nearest" });
  }, [wanted]);
  if (tree === "missing" || tree === "damaged") return <NoView source={source} reason={tree} />;
  return (
    <section aria-label={t("label", { file: source.fileName })} className="flex h-full min-h-0 min-w-0 flex-col bg-sunken">
      <div className="hairline-b flex h-10 shrink-0 items-center gap-1 bg-paper px-2">
        <span className="min-w-0 flex-1 truncate px-1 text-13 text-ink-2" title={source.fileName}>
          {source.fileName}
        </span>
        <DownloadLink source={source} />
      </div>
      <div ref={list} tabIndex={0} role="region" aria-label={t("elements")} className="min-h-0 flex-1 overflow-auto overscroll-contain p-4">
        {tree === "opening" && <Skeleton className="h-2/3 w-full" />}
        <dl className="text-13">
          {shown.map((row, index) => (
            <Row
              key={index}
              row={row}
              isLit={wanted !== null && row.value !== null && saysSame(row.value, wanted)}
              path={row.value ? (fields.find(({ value }) => saysSame(row.value ?? "", value))?.path ?? null) : null}
              onPick={onPick}
            />
          ))}
        </dl>
        {shown.length < rows.length && (
          <button type="button" className="mt-3 text-13 font-medium text-accent hover:underline" onClick={() => setShowsAll(true)}>
            {t("allElements", { count: rows.length })}
          </button>
        )}
      </div>
    </section>
  );
}

type RowProps = {
  readonly row: XmlRow;
  readonly isLit: boolean;
  readonly path: string | null;
  readonly onPick: (path: string) => void;
};

function Row({ row: { depth, name, value, attributes }, isLit, path, onPick }: RowProps) {
  const said = (
    <>
      <span className="break-words">{value}</span>
      {attributes && <span className="ml-2 text-12 text-ink-3">{attributes}</span>}
    </>
  );
  return (
    <div
      data-lit={isLit || undefined}
      style={{ paddingLeft: `${Math.min(depth, 8) * 12}px` }}
      className={cx(
        "grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-3 rounded-sm px-1 py-0.5 [content-visibility:auto] [contain-intrinsic-size:auto_22px]",
        isLit && "bg-accent-soft outline outline-accent",
      )}
    >
      <dt className={cx("break-words", value === null ? "font-medium text-ink-2" : "text-ink-3")}>{name}</dt>
      <dd className="text-ink tabular-nums">
        {path === null ? (
          said
        ) : (
          // The field itself is the stop of the Tab key; the element is for the pointer.
          <button type="button" tabIndex={-1} className="text-left hover:underline" onClick={() => onPick(path)}>
            {said}
          </button>
        )}
      </dd>
    </div>
  );
}

type Opened = XmlNode | "opening" | "missing" | "damaged";

/** Fetches and reads the file with the reader that read it for the proposal: the same limits, the same letters. */
function useXml(url: string): Opened {
  const [opened, setOpened] = useState<{ readonly url: string; readonly tree: Opened }>({ url, tree: "opening" });
  useEffect(() => {
    const left = new AbortController();
    open(url, left.signal)
      .catch((): Opened => "missing")
      .then((tree) => {
        if (!left.signal.aborted) setOpened({ url, tree });
      });
    return () => left.abort();
  }, [url]);
  // The answer may still be that of the document before.
  return opened.url === url ? opened.tree : "opening";
}

async function open(url: string, signal: AbortSignal): Promise<Opened> {
  const response = await fetch(url, { signal });
  if (!response.ok) return "missing";
  const { parseXml } = await import("@/lib/documents/xml/parse-xml");
  const parsed = parseXml(new Uint8Array(await response.arrayBuffer()));
  return parsed.ok ? parsed.value.root : "damaged";
}
