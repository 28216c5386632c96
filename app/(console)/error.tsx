"use client";
import { PageError } from "@/components/shell/page-error";

export default function ConsoleError({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  return <PageError error={error} retry={reset} />;
}
