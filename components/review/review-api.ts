import { RefusedRead, unreachable, type ShownFailure } from "@/components/review/answers";
import { apiPath, type Place } from "@/components/review/place";
import { pageSize } from "@/components/review/page-size";
import type { Sort } from "@/components/review/queue-address";
import { failureCodes, type FailureCode } from "@/lib/kernel/result";
import type { Kind } from "@/lib/review/model";
import type { Bucket, ItemView, QueuePage } from "@/lib/review/view";

export type QueueFilter = {
  readonly bucket: Bucket;
  readonly q: string;
  readonly sort: Sort;
  /** Invoices, where nothing is said. */
  readonly kind?: Kind;
};

export function fetchQueuePage(place: Place, filter: QueueFilter, offset: number, signal: AbortSignal): Promise<QueuePage> {
  const query = new URLSearchParams({ ...filter, offset: String(offset), limit: String(pageSize) });
  return getJson<QueuePage>(`${apiPath(place, "proposals")}?${query}`, signal);
}

export function fetchItem<P>(place: Place, id: string, signal: AbortSignal): Promise<ItemView<P>> {
  return getJson<ItemView<P>>(apiPath(place, "proposals", id), signal);
}

/** A read of ours. Throws `RefusedRead`. */
export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, { signal: signal ?? null, headers: { accept: "application/json" } });
  if (response.ok) return (await response.json()) as T;
  throw new RefusedRead(await readFailure(response));
}

/** Our own error body, or a plain failure when something else answered. */
export async function readFailure(response: Pick<Response, "text">): Promise<ShownFailure> {
  return failureFromText(await response.text());
}

export function failureFromText(text: string): ShownFailure {
  const error = parsed(text)?.error;
  const code = failureCodes.find((known) => known === error?.code);
  if (code === undefined) return unreachable;
  return { code, requestId: error?.requestId, detail: error?.detail };
}

type ErrorBody = { error?: { code?: FailureCode; requestId?: string; detail?: Record<string, string | number> } };

function parsed(text: string): ErrorBody | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? body : null;
  } catch (error) {
    // A proxy's own page is no JSON.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
