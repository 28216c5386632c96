"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { useState, type ReactNode } from "react";
import { AnnouncerProvider } from "@/components/ui/announcer";
import { TooltipProvider } from "@/components/ui/tooltip";

export function Providers({ children }: { readonly children: ReactNode }) {
  const t = useTranslations("common");
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // What a person sees is refreshed when she comes back; a refusal is shown, not hammered.
          queries: { staleTime: 5_000, retry: 1, refetchOnWindowFocus: true },
          mutations: { retry: false },
        },
      }),
  );
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>
        <TooltipProvider>
          <AnnouncerProvider closeLabel={t("close")} regionLabel={t("messages")}>
            {children}
          </AnnouncerProvider>
        </TooltipProvider>
      </NuqsAdapter>
    </QueryClientProvider>
  );
}
