"use client";
import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { ConditionMapping } from "@/components/quotes/condition-mapping";
import { ConditionPreview } from "@/components/quotes/condition-preview";
import { DropZone } from "@/components/review/upload/drop-zone";
import type { Answer, Where } from "@/components/settings/answer";
import { useCommand } from "@/components/settings/use-command";
import { useAnnouncer } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { maxTableBytes, type TableMapping } from "@/lib/agents/quotes/conditions/mapping";
import type { TablePreview } from "@/lib/agents/quotes/conditions/run";

type TableFile = { readonly fileName: string; readonly bytes: string };
type Saved = { readonly added: number; readonly changed: number };
type Props = {
  readonly where: Where;
  readonly commands: {
    readonly preview: (input: Where & TableFile & { mapping: TableMapping | null }) => Promise<Answer<TablePreview>>;
    readonly take: (input: Where & TableFile & { mapping: TableMapping; leaveOut: boolean }) => Promise<Answer<Saved>>;
  };
};

/** A table is dropped, its columns are said, what was understood is shown, and only then it is imported. */
export function ConditionImport({ where, commands }: Props) {
  const t = useTranslations("quotes.conditions");
  const router = useRouter();
  const { toast } = useAnnouncer();
  const { busy, run } = useCommand();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<TableFile | null>(null);
  const [seen, setSeen] = useState<TablePreview | null>(null);
  const [leaveOut, setLeaveOut] = useState(false);
  const look = async (table: TableFile, mapping: TableMapping | null) => {
    const answer = await run(() => commands.preview({ ...where, ...table, mapping }), null);
    if (answer === null) return;
    setFile(table);
    setSeen(answer.value);
    setLeaveOut(false);
  };
  const open = async ([picked]: readonly File[]) => {
    if (picked === undefined) return;
    if (picked.size > maxTableBytes) return toast({ status: "refused", text: t("tooLarge", { limit: maxTableBytes / 1000 }) });
    await look({ fileName: picked.name.slice(0, 300), bytes: base64Of(new Uint8Array(await picked.arrayBuffer())) }, null);
  };
  const onFiles = (files: readonly File[]) => void open(files);
  const end = () => {
    setFile(null);
    setSeen(null);
  };
  const take = async () => {
    if (file === null || seen === null) return;
    const answer = await run(() => commands.take({ ...where, ...file, mapping: seen.mapping, leaveOut }), null);
    if (answer === null) return;
    toast({ status: "clear", text: t("imported", { added: answer.value.added, changed: answer.value.changed }), durationMs: 3500 });
    end();
    router.refresh();
  };
  const count = seen === null ? 0 : seen.facts.added + seen.facts.changed + seen.facts.same;
  return (
    <div className="flex flex-col gap-6">
      <DropZone onFiles={onFiles} words={{ title: t("drop"), hint: t("dropHint") }} />
      <div className="flex flex-wrap items-center gap-3">
        <Button
          icon={<Upload size={14} aria-hidden className="shrink-0" />}
          busy={busy && seen === null}
          busyLabel={t("reading")}
          onClick={() => input.current?.click()}
        >
          {t("pick")}
        </Button>
        <p className="min-w-0 flex-1 basis-64 text-13 text-ink-2">{file?.fileName ?? t("hint")}</p>
        <input
          ref={input}
          type="file"
          tabIndex={-1}
          aria-label={t("pick")}
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          className="sr-only"
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            // The same file again must count as a change.
            event.target.value = "";
          }}
        />
      </div>
      {file !== null && seen !== null && (
        <>
          <ConditionMapping seen={seen} disabled={busy} onChange={(mapping) => void look(file, mapping)} />
          <ConditionPreview seen={seen} leaveOut={leaveOut} onLeaveOut={setLeaveOut} />
          <div className="flex gap-2">
            <Button
              tone="primary"
              disabled={count === 0 || (seen.unreadRows > 0 && !leaveOut)}
              busy={busy}
              busyLabel={t("importing")}
              onClick={() => void take()}
            >
              {t("import")}
            </Button>
            <Button tone="quiet" onClick={end}>
              {t("cancel")}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

/** In pieces: one call takes only so many arguments. */
function base64Of(bytes: Uint8Array): string {
  const size = 8_192;
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    String.fromCharCode(...bytes.subarray(at * size, (at + 1) * size)),
  );
  return btoa(pieces.join(""));
}
