import { Loading } from "@/components/shell/loading";
import { PageBody } from "@/components/shell/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function ActivityLoading() {
  return (
    <PageBody>
      <Loading>
        <Skeleton className="h-7 w-32" />
        <div className="hairline-b mt-3 flex h-10 items-center gap-5">
          <Skeleton className="h-4 w-36" />
          <Skeleton className="h-4 w-32" />
        </div>
        <div className="flex items-center justify-between py-4">
          <Skeleton className="h-4 w-80 max-w-[60%]" />
          <Skeleton className="h-8 w-36" />
        </div>
        <div className="grid grid-cols-2 gap-3 md:flex">
          {["md:w-48", "md:w-48", "md:w-32", "md:w-32", "md:w-52"].map((width, at) => (
            <Skeleton key={at} className={`mt-6 h-8 ${width}`} />
          ))}
        </div>
        <div className="mt-8">
          {Array.from({ length: 12 }, (_, row) => (
            <div key={row} className="hairline-b flex h-row items-center gap-6">
              <Skeleton className="h-4 w-8" />
              <Skeleton className="h-4 w-28" />
              <Skeleton className="h-4 w-32 max-md:hidden" />
              <Skeleton className="h-4 flex-1" />
            </div>
          ))}
        </div>
      </Loading>
    </PageBody>
  );
}
