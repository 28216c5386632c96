"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Answer } from "@/components/settings/answer";
import { useAnnouncer } from "@/components/ui/announcer";
import { failureSentence } from "@/lib/platform/i18n/sentences";

type Command = {
  readonly busy: boolean;
  /** Runs it, says what came of it, and gives back the value, or null when it was refused. */
  readonly run: <T>(command: () => Promise<Answer<T>>, done: string | null) => Promise<{ readonly value: T } | null>;
};

/** One command at a time, with a message for its end. */
export function useCommand(): Command {
  const t = useTranslations();
  const { toast } = useAnnouncer();
  const [busy, setBusy] = useState(false);
  return {
    busy,
    run: async (command, done) => {
      setBusy(true);
      try {
        const answer = await command();
        if (!answer.ok) {
          toast({ status: "refused", text: failureSentence(t, answer.error) });
          return null;
        }
        if (done !== null) toast({ status: "clear", text: done, durationMs: 3500 });
        return { value: answer.value };
      } catch (error) {
        // The request did not come through: the network is gone or the server restarts.
        if (!(error instanceof TypeError) && !(error instanceof Error && "digest" in error)) throw error;
        toast({ status: "refused", text: t("failure.internal.unexpected") });
        return null;
      } finally {
        setBusy(false);
      }
    },
  };
}
