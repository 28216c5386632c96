"use client";
import { useTranslations } from "next-intl";
import { ItemScreen, type ItemScreenProps } from "@/components/review/item-screen";
import type { ItemBar } from "@/components/review/open-item";
import type { Deciding } from "@/components/review/decision-bar-props";
import { useDecisionKeys } from "@/components/review/use-decision-keys";
import { useSentences } from "@/components/review/use-sentences";
import { Skeleton } from "@/components/ui/skeleton";

type Props<P> = ItemScreenProps<P> & { readonly bar: ItemBar };

/** A file that is being read, or could not be: its page and what is known of it, without fields. */
export function UnreadItem<P>(props: Props<P>) {
  const { item, bar } = props;
  const t = useTranslations("review.unread");
  const sentences = useSentences();
  const seen = { id: item.id, seenVersion: item.version, seenHash: item.payloadHash };
  const deciding: Deciding = {
    ...bar.deciding,
    approve: () => undefined,
    reject: (reason) => bar.decide.reject(seen, reason),
    snooze: (until) => bar.decide.snooze(seen, until),
  };
  useDecisionKeys({ item, rights: bar.rights, busy: bar.busy, deciding, onAsk: bar.onAsk, duplicate: null });
  return (
    <ItemScreen
      {...props}
      header={{ saving: null, onUndoEdit: () => undefined, onRedoEdit: () => undefined }}
      notice={null}
      // Pasted words are no file to look at; they come with the draft in a second.
      source={item.state === "reading" && item.document?.mediaType === "text/plain" ? <div /> : null}
      foot={null}
      steps={null}
      boxes={[]}
      activePath={null}
      onPickBox={() => undefined}
      bar={{ ...bar, item, deciding, outcome: null, approveLabel: "", usual: [], duplicate: null, confirmReasons: [] }}
    >
      {item.state === "reading" ? (
        <div className="flex flex-col gap-6 py-4" aria-busy="true">
          <p className="text-13 text-ink-2" role="status">
            {t("reading")}
          </p>
          <FieldsSkeleton />
        </div>
      ) : (
        <div className="flex max-w-[56ch] flex-col gap-2 py-6">
          <h2 className="text-16 font-semibold">{t("refusedTitle")}</h2>
          <p className="text-14 text-ink-2">{item.failure === null ? t("refused") : sentences.failure(item.failure)}</p>
        </div>
      )}
    </ItemScreen>
  );
}

/** The shape of the fields that come. */
export function FieldsSkeleton() {
  return (
    <div className="flex flex-col gap-6">
      <div className="grid grid-cols-[1fr_180px] gap-4">
        <Skeleton className="h-8" />
        <Skeleton className="h-8" />
      </div>
      <div className="grid grid-cols-3 gap-4">
        <Skeleton className="h-8" />
        <Skeleton className="h-8" />
        <Skeleton className="h-8" />
      </div>
      <Skeleton className="h-36" />
      <Skeleton className="ml-auto h-32 w-3/5" />
    </div>
  );
}
