"use client";
import { Search } from "lucide-react";
import { useEffect, useRef, useState, type RefObject } from "react";
import { cx } from "@/components/ui/cx";
import { Kbd } from "@/components/ui/kbd";

const quietMs = 220;

type Props = {
  readonly q: string;
  readonly onSearch: (q: string) => void;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly placeholder: string;
  readonly shortcut: string | undefined;
};

/** What the list is searched for; asked when the typing pauses, forgotten with Escape. */
export function SearchBox({ q, onSearch, inputRef, label, placeholder, shortcut }: Props) {
  const [typed, setTyped] = useState(q);
  const [given, setGiven] = useState(q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Back and forward change the address under the box.
  if (given !== q) {
    setGiven(q);
    setTyped(q);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setGiven(text.trim());
      onSearch(text.trim());
    }, quietMs);
  };
  return (
    <label className="relative block w-64 max-sm:order-last max-sm:w-full">
      <span className="sr-only">{label}</span>
      <Search size={14} aria-hidden className="pointer-events-none absolute inset-y-0 left-2 my-auto text-ink-3" />
      <input
        ref={inputRef}
        type="search"
        value={typed}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          if (typed !== "") change("");
          event.currentTarget.blur();
        }}
        placeholder={placeholder}
        className="control-height w-full rounded-md border border-line bg-raised pr-8 pl-7 text-13 placeholder:text-ink-3 hover:border-line-strong focus-visible:outline-offset-0 pointer-coarse:text-16 [&::-webkit-search-cancel-button]:hidden"
      />
      {shortcut !== undefined && (
        <span className={cx("pointer-events-none absolute inset-y-0 right-2 flex items-center", typed !== "" && "hidden")}>
          <Kbd keys={shortcut} />
        </span>
      )}
    </label>
  );
}
