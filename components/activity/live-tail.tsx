"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";

const everyMs = 4_000;
/** The server counts no further. */
const most = 100;
/** Somebody who has scrolled less than this looks at the top. */
const atTopPx = 160;

/**
 * Asks every few seconds how many calls came. At the top of the list, with nothing unfolded, they appear by themselves;
 * whoever reads further down or inside a call is only told, so that nothing moves under the eye.
 */
export function LiveTail({ href, isReading }: { readonly href: string; readonly isReading: boolean }) {
  const t = useTranslations("activity");
  const router = useRouter();
  const [on, setOn] = useState(true);
  const { data: count = 0 } = useQuery({
    queryKey: ["newer-calls", href],
    enabled: on,
    refetchInterval: everyMs,
    retry: false,
    queryFn: async ({ signal }): Promise<number> => {
      const answer = await fetch(href, { signal });
      return answer.ok ? ((await answer.json()) as { readonly count: number }).count : 0;
    },
  });
  useEffect(() => {
    if (on && count > 0 && !isReading && window.scrollY < atTopPx) router.refresh();
  }, [on, count, isReading, router]);
  return (
    <div className="flex min-h-10 flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <Switch checked={on} onChange={setOn} label={<span title={t("liveHint")}>{t("live")}</span>} />
      <span role="status">
        {on && count > 0 && (
          <Button
            onClick={() => {
              router.refresh();
              window.scrollTo({ top: 0 });
            }}
          >
            {count >= most ? t("newCallsMany", { n: most - 1 }) : t("newCalls", { n: count })}
          </Button>
        )}
      </span>
    </div>
  );
}
