import type { KindView } from "@/components/review/kind-view";
import type { Place } from "@/components/review/place";
import type { Sample } from "@/components/review/queue-empty";
import type { QueueFilter } from "@/components/review/review-api";
import type { ReviewActions } from "@/components/review/review-actions";
import type { ItemView, PersonRef, QueuePage } from "@/lib/review/view";

export type ReviewConsoleProps<P> = {
  readonly title: string;
  readonly place: Place;
  readonly viewer: PersonRef;
  readonly people: readonly PersonRef[];
  readonly rights: { readonly canApprove: boolean; readonly canWrite: boolean; readonly isPaused?: boolean };
  readonly undoSeconds: number;
  readonly actions: ReviewActions;
  readonly view: KindView<P>;
  readonly samples: readonly Sample[];
  readonly initial: { readonly filter: QueueFilter; readonly page: QueuePage; readonly at: number; readonly item: ItemView<P> | null };
};
