import { Loading } from "@/components/shell/loading";
import { Skeleton } from "@/components/ui/skeleton";

/** The shape of the list and of the pane below it. */
export default function ReconciliationLoading() {
  return (
    <Loading>
      <div className="flex items-center justify-between px-4 pt-3 pb-1">
        <Skeleton className="h-7 w-36" />
        <Skeleton className="h-8 w-72" />
      </div>
      <div className="hairline-b flex h-10 items-center gap-5 px-4">
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} className="h-3 w-16" />
        ))}
      </div>
      {Array.from({ length: 10 }, (_, index) => (
        <div key={index} className="hairline-b flex h-19 items-center gap-4 px-4 md:h-row">
          <Skeleton className="h-3 w-10" />
          <Skeleton className="h-3 w-56" />
          <Skeleton className="h-3 w-20" />
          <Skeleton className="ml-auto h-3 w-44 max-md:hidden" />
        </div>
      ))}
    </Loading>
  );
}
