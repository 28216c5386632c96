import { Loading } from "@/components/shell/loading";
import { Skeleton } from "@/components/ui/skeleton";

/** The shape of the list. */
export default function StatementsLoading() {
  return (
    <Loading>
      <div className="flex items-center justify-between px-4 pt-3 pb-1">
        <Skeleton className="h-7 w-44" />
        <Skeleton className="h-8 w-36" />
      </div>
      <div className="hairline-b h-10" />
      {Array.from({ length: 6 }, (_, index) => (
        <div key={index} className="hairline-b flex h-row items-center gap-4 px-4">
          <Skeleton className="h-3 w-20" />
          <Skeleton className="h-3 w-56" />
          <Skeleton className="ml-auto h-3 w-44 max-md:hidden" />
        </div>
      ))}
    </Loading>
  );
}
