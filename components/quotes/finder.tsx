"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId, useState, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { cx } from "@/components/ui/cx";
import { inputClass } from "@/components/ui/field";

type Props<T> = {
  readonly label: string;
  readonly placeholder: string;
  /** What was searched before is remembered under it. */
  readonly queryKey: readonly unknown[];
  readonly search: (q: string, signal: AbortSignal) => Promise<readonly T[]>;
  readonly keyOf: (found: T) => string;
  readonly row: (found: T) => ReactNode;
  readonly none: (q: string) => string;
  readonly first?: string;
  readonly autoFocus?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** Words on the right of the box: what Enter does. */
  readonly hint?: ReactNode;
  readonly onPick: (found: T) => void;
  readonly onClose?: () => void;
};

/** A search that answers while one types: arrows choose, Enter takes, Escape leaves. */
export function Finder<T>(props: Props<T>) {
  const { label, placeholder, queryKey, search, keyOf, row, none, first = "", autoFocus, inputRef, hint, onPick, onClose } = props;
  const id = useId();
  const [q, setQ] = useState(first);
  const [at, setAt] = useState(0);
  const asked = q.trim();
  const found = useQuery({
    queryKey: [...queryKey, asked],
    queryFn: ({ signal }) => search(asked, signal),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const shown = asked === "" ? [] : (found.data ?? []);
  const current = Math.min(at, Math.max(0, shown.length - 1));
  const pick = (one: T | undefined) => {
    if (one === undefined) return;
    setQ("");
    setAt(0);
    onPick(one);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && !event.altKey) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(shown.length - 1, current + step)));
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      // What stands there still answers an earlier word.
      if (!found.isPlaceholderData) pick(shown[current]);
    } else if (event.key === "Escape") {
      if (asked === "" && onClose === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setQ("");
      onClose?.();
    }
  };
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="relative">
        <input
          id={id}
          ref={inputRef}
          // Opened by a key or a button, to type here.
          autoFocus={autoFocus}
          type="search"
          role="combobox"
          aria-label={label}
          aria-expanded={shown.length > 0}
          aria-controls={`${id}-found`}
          aria-activedescendant={shown.length > 0 ? `${id}-${current}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={q}
          placeholder={placeholder}
          onFocus={(event) => first !== "" && event.currentTarget.select()}
          onChange={(event) => {
            setQ(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className={cx(inputClass(), "pr-10 [&::-webkit-search-cancel-button]:hidden")}
        />
        {asked === "" && hint !== undefined && (
          <span className="pointer-events-none absolute inset-y-0 right-2 flex items-center">{hint}</span>
        )}
      </div>
      <div id={`${id}-found`} role="listbox" aria-label={label} className="flex max-h-72 flex-col overflow-y-auto empty:hidden">
        {shown.map((one, index) => (
          <div
            key={keyOf(one)}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === current}
            ref={index === current ? intoSight : undefined}
            onMouseMove={() => setAt(index)}
            // The box keeps the focus: a press outside of it would close it before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(one)}
            className={cx("min-h-9 cursor-default rounded-sm px-2 py-1.5 text-13 pointer-coarse:min-h-11", index === current && "bg-hover")}
          >
            {row(one)}
          </div>
        ))}
      </div>
      {asked !== "" && shown.length === 0 && !found.isFetching && (
        <p role="status" className="px-2 py-1 text-12 text-ink-3">
          {none(asked)}
        </p>
      )}
    </div>
  );
}

function intoSight(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: "nearest" });
}
