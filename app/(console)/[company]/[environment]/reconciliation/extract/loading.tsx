import { PageBody } from "@/components/shell/page-header";
import { Loading } from "@/components/shell/loading";
import { Skeleton } from "@/components/ui/skeleton";

/** The shape of an account with its balance. */
export default function ExtractLoading() {
  return (
    <PageBody>
      <Loading>
        <Skeleton className="h-7 w-72" />
        <Skeleton className="mt-6 h-20 w-full" />
        {Array.from({ length: 12 }, (_, index) => (
          <div key={index} className="hairline-b flex h-row items-center gap-4">
            <Skeleton className="h-3 w-12" />
            <Skeleton className="h-3 w-64" />
            <Skeleton className="ml-auto h-3 w-20" />
            <Skeleton className="h-3 w-24" />
          </div>
        ))}
      </Loading>
    </PageBody>
  );
}
