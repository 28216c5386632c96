"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { JsonPane } from "@/components/activity/json-pane";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";

type Bodies = { readonly request: unknown; readonly answer: unknown };

/** What was sent and what came back in one attempt; fetched when it is opened, and never changes afterwards. */
export function CallBodies({ href }: { readonly href: string }) {
  const t = useTranslations();
  const bodies = useQuery({
    queryKey: ["call-bodies", href],
    staleTime: Infinity,
    retry: 1,
    queryFn: async ({ signal }): Promise<Bodies> => {
      const answer = await fetch(href, { signal });
      if (!answer.ok) throw new Error(`bodies: ${answer.status}`);
      return (await answer.json()) as Bodies;
    },
  });
  if (bodies.isPending) {
    return (
      <div role="status" className="grid gap-3 md:grid-cols-2">
        <span className="sr-only">{t("activity.bodiesLoading")}</span>
        <Skeleton className="mt-8 h-24" />
        <Skeleton className="mt-8 h-24" />
      </div>
    );
  }
  if (bodies.isError) {
    return (
      <p role="alert" className="flex flex-wrap items-center gap-3 text-13">
        {t("activity.bodiesFailed")}
        <Button onClick={() => void bodies.refetch()}>{t("common.retry")}</Button>
      </p>
    );
  }
  return (
    <div>
      <div className="grid gap-3 md:grid-cols-2">
        <JsonPane title={t("activity.request")} value={bodies.data.request} />
        <JsonPane title={t("activity.answer")} value={bodies.data.answer} />
      </div>
      <p className="pt-1.5 text-12 text-ink-3">{t("activity.bodyNote")}</p>
    </div>
  );
}
