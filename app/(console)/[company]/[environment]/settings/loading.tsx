import { Loading } from "@/components/shell/loading";
import { PageBody } from "@/components/shell/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function SettingsLoading() {
  return (
    <PageBody narrow>
      <Loading>
        <Skeleton className="h-7 w-28" />
        <div className="hairline-b mt-3 mb-6 flex h-10 items-center gap-5">
          {["w-36", "w-16", "w-16", "w-28"].map((width, at) => (
            <Skeleton key={at} className={`h-4 ${width}`} />
          ))}
        </div>
        <Skeleton className="h-4 w-72 max-w-full" />
        <div className="mt-4">
          {Array.from({ length: 6 }, (_, row) => (
            <div key={row} className="hairline-b grid grid-cols-[160px_minmax(0,1fr)] items-center gap-6 py-3">
              <Skeleton className="h-4 w-28" />
              <Skeleton className="h-4 w-52 max-w-full" />
            </div>
          ))}
        </div>
      </Loading>
    </PageBody>
  );
}
