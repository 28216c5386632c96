"use client";
import { ListFilter } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useId, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { DateField } from "@/components/ui/date-field";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";

export type Filter =
  | {
      readonly kind: "choice";
      readonly name: string;
      readonly label: string;
      readonly any: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | { readonly kind: "date"; readonly name: string; readonly label: string }
  | { readonly kind: "text"; readonly name: string; readonly label: string; readonly placeholder: string };

const any = "*";

/** Filters live in the address: a filtered page can be sent to a colleague. A new filter starts at the first page. */
export function FilterBar({ filters }: { readonly filters: readonly Filter[] }) {
  const t = useTranslations();
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const [pending, startTransition] = useTransition();

  function show(next: URLSearchParams): void {
    next.delete("before");
    next.delete("after");
    startTransition(() => router.replace(`${pathname}?${next}`, { scroll: false }));
  }
  function set(name: string, value: string | null): void {
    const next = new URLSearchParams(search);
    if (value === null || value === "" || value === any) next.delete(name);
    else next.set(name, value);
    show(next);
  }
  const active = filters.some(({ name }) => search.has(name));
  // A phone shows the list first; the filters unfold when they are wanted or at work.
  const [unfolded, setUnfolded] = useState(active);
  const id = useId();

  return (
    <div role="search" aria-label={t("activity.filters")} aria-busy={pending}>
      <Button
        className="md:hidden"
        icon={<ListFilter size={15} aria-hidden />}
        aria-expanded={unfolded}
        aria-controls={id}
        onClick={() => setUnfolded(!unfolded)}
      >
        {t("activity.filters")}
      </Button>
      <div id={id} className={cx("grid-cols-2 items-end gap-x-3 gap-y-2 md:flex md:flex-wrap", unfolded ? "grid max-md:pt-3" : "hidden")}>
        {filters.map((filter) => {
          const value = search.get(filter.name);
          switch (filter.kind) {
            case "choice":
              return (
                <Select
                  key={filter.name}
                  className={filters.length > 6 ? "md:w-32 xl:w-34" : "md:w-40 xl:w-48"}
                  label={filter.label}
                  value={value ?? any}
                  options={[{ value: any, label: filter.any }, ...filter.options]}
                  onChange={(next) => set(filter.name, next)}
                />
              );
            case "date":
              return (
                <DateField
                  key={filter.name}
                  className="md:w-28"
                  label={filter.label}
                  value={value}
                  unreadable={t("common.notADate")}
                  onChange={(next) => set(filter.name, next)}
                />
              );
            case "text":
              return (
                <TextFilter
                  key={`${filter.name} ${value}`}
                  filter={filter}
                  value={value ?? ""}
                  onChange={(next) => set(filter.name, next)}
                />
              );
          }
        })}
        {active && (
          <Button
            tone="quiet"
            onClick={() => show(new URLSearchParams([...search].filter(([name]) => !filters.some((filter) => filter.name === name))))}
          >
            {t("common.clear")}
          </Button>
        )}
      </div>
    </div>
  );
}

type TextProps = { readonly filter: Extract<Filter, { kind: "text" }>; readonly value: string; readonly onChange: (value: string) => void };

function TextFilter({ filter, value, onChange }: TextProps) {
  const [text, setText] = useState(value);
  const commit = () => {
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <TextField
      className="col-span-2 md:w-40"
      type="search"
      label={filter.label}
      placeholder={filter.placeholder}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
    />
  );
}
