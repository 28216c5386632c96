import type { Sample } from "@/components/review/queue-empty";
import type { QueueFilter } from "@/components/review/review-api";
import type { Selection } from "@/components/review/selection";
import type { UploadEntry, UploadQueue } from "@/components/review/upload/upload-queue";
import type { QueueData } from "@/components/review/use-queue";
import type { QueueRow } from "@/lib/review/view";

export type QueueScreenProps = {
  readonly title: string;
  readonly filter: QueueFilter;
  readonly onFilter: (change: Partial<QueueFilter>) => void;
  readonly queue: QueueData;
  /** How many pages of rows have come into sight. */
  readonly onReach: (pages: number) => void;
  readonly selection: Selection;
  readonly onSelection: (change: (now: Selection) => Selection) => void;
  readonly onOpen: (id: string) => void;
  readonly rights: { readonly canApprove: boolean; readonly canWrite: boolean };
  readonly uploads: { readonly entries: readonly UploadEntry[]; readonly queue: UploadQueue };
  readonly samples: readonly Sample[];
  readonly approving: boolean;
  readonly onApproveMany: (rows: readonly QueueRow[]) => void;
};
