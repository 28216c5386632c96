"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Place } from "@/components/review/place";
import { StatusShape } from "@/components/ui/status-mark";
import type { ItemView } from "@/lib/review/view";

type Props = {
  readonly item: Pick<ItemView<unknown>, "state" | "signedBy" | "versions" | "version">;
  readonly viewerId: string;
  /** Its reasons take two people. */
  readonly needed: boolean;
  /** Nobody but one person may approve in this company. */
  readonly isAlone: boolean;
  readonly place: Place;
};

/** Who has approved already, and who still has to, before anything is sent. */
export function SecondPerson({ item: { state, signedBy, versions, version }, viewerId, needed, isAlone, place }: Props) {
  const t = useTranslations("review.second");
  if (state !== "open" || (!needed && signedBy === null)) return null;
  const isEditor = versions.find((one) => one.version === version)?.person?.id === viewerId;
  const sentence = isAlone
    ? t("alone")
    : signedBy === null
      ? t("needed")
      : signedBy.id === viewerId
        ? t("byMe")
        : isEditor
          ? t("editor", { name: signedBy.name })
          : t("byOther", { name: signedBy.name });
  return (
    <p role="status" className="flex items-start gap-2 rounded-md bg-needs-soft px-3 py-2.5 text-13">
      <span className="pt-[3px]">
        <StatusShape status={signedBy === null ? "needs" : "waiting"} />
      </span>
      <span>
        {sentence}
        {isAlone && (
          <>
            {" "}
            <Link href={`/${place.company}/${place.environment}/settings/people`} className="underline underline-offset-2">
              {t("addPerson")}
            </Link>
          </>
        )}
      </span>
    </p>
  );
}
