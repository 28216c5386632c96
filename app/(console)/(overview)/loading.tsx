import { PageBody } from "@/components/shell/page-header";
import { Loading } from "@/components/shell/loading";
import { Skeleton } from "@/components/ui/skeleton";

export default function OverviewLoading() {
  return (
    <PageBody>
      <Loading>
        <div className="mx-auto max-w-[1180px]">
          <Skeleton className="h-7 w-44" />
          <Skeleton className="mt-2 h-4 w-64" />
          <div className="hairline-t mt-6">
            {[0, 1, 2, 3].map((row) => (
              <div key={row} className="hairline-b grid gap-4 py-3 lg:grid-cols-[minmax(170px,1fr)_350px_120px_180px_116px]">
                <Skeleton className="h-5 w-56" />
                <Skeleton className="h-5 w-full" />
                <Skeleton className="h-5 w-24" />
                <Skeleton className="h-3 w-full" />
                <Skeleton className="h-5 w-24" />
              </div>
            ))}
          </div>
        </div>
      </Loading>
    </PageBody>
  );
}
