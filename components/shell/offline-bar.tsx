"use client";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { StatusShape } from "@/components/ui/status-mark";

/** Stands on top while the network is gone, and goes by itself. */
export function OfflineBar() {
  const t = useTranslations("shell");
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status" className="print:hidden">
      {!online && (
        <p className="flex items-center gap-2 bg-needs-soft px-4 py-2 text-13">
          <StatusShape status="needs" />
          {t("offline")}
        </p>
      )}
    </div>
  );
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}
