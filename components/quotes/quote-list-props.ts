import type { NewRequest, RequestSample } from "@/components/quotes/request-sample";
import type { ShownFailure } from "@/components/review/answers";
import type { Place } from "@/components/review/place";
import type { QueueFilter } from "@/components/review/review-api";
import type { UploadEntry, UploadQueue } from "@/components/review/upload/upload-queue";
import type { QueueData } from "@/components/review/use-queue";

export type QuoteListProps = {
  readonly place: Place;
  readonly filter: QueueFilter;
  readonly onFilter: (change: Partial<Pick<QueueFilter, "bucket" | "q" | "sort">>) => void;
  readonly queue: QueueData;
  readonly cursor: string | null;
  readonly onCursor: (id: string) => void;
  readonly onReach: (pages: number) => void;
  readonly onOpen: (id: string) => void;
  readonly canWrite: boolean;
  readonly uploads: { readonly entries: readonly UploadEntry[]; readonly queue: UploadQueue };
  readonly samples: readonly RequestSample[];
  readonly onReceive: (request: NewRequest) => Promise<ShownFailure | null>;
};
