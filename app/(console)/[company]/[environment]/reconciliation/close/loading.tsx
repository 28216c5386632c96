import { PageBody } from "@/components/shell/page-header";
import { Loading } from "@/components/shell/loading";
import { Skeleton } from "@/components/ui/skeleton";

/** The shape of the close of a month. */
export default function CloseLoading() {
  return (
    <PageBody>
      <Loading>
        <Skeleton className="h-7 w-72" />
        {Array.from({ length: 3 }, (_, index) => (
          <Skeleton key={index} className="mt-6 h-24 w-full" />
        ))}
      </Loading>
    </PageBody>
  );
}
