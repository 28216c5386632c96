import { PageBody } from "@/components/shell/page-header";
import { Loading } from "@/components/shell/loading";
import { Skeleton } from "@/components/ui/skeleton";

export default function OverviewLoading() {
  return (
    <PageBody>
      <Loading>
        <div className="mx-auto max-w-[960px]">
          <Skeleton className="h-7 w-44" />
          <Skeleton className="mt-2 h-4 w-64" />
          <div className="hairline-t mt-6">
            {[0, 1].map((row) => (
              <div key={row} className="hairline-b grid gap-4 py-6 md:grid-cols-[minmax(0,1fr)_240px_220px] md:items-center">
                <Skeleton className="h-5 w-56" />
                <Skeleton className="h-11 w-full" />
                <Skeleton className="h-11 w-full" />
              </div>
            ))}
          </div>
        </div>
      </Loading>
    </PageBody>
  );
}
