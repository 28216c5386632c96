"use client";
import { useState, type ComponentProps, type KeyboardEvent } from "react";

type Input = ComponentProps<"input">;

type Options = {
  readonly value: string | null;
  /** Called when the field is left or Enter is pressed with a readable text, or none. */
  readonly onChange: (value: string | null) => void;
  /** The text as a value; null where it is none. */
  readonly read: (text: string) => string | null;
  readonly show: (value: string | null) => string;
  readonly onBlur?: Input["onBlur"];
  readonly onKeyDown?: Input["onKeyDown"];
};

type TypedText = {
  readonly input: Required<Pick<Input, "value" | "onChange" | "onBlur" | "onKeyDown">>;
  /** The field was left with a text that is no value: it stays, and nothing was changed. */
  readonly isUnreadable: boolean;
};

/** While typing the text is the person's own; it becomes a value when she is done, and Escape takes it back. */
export function useTypedText({ value, onChange, read, show, onBlur, onKeyDown }: Options): TypedText {
  const [draft, setDraft] = useState<string | null>(null);
  const [isLeft, setIsLeft] = useState(false);
  const isEmpty = draft === null || draft.trim() === "";

  function commit(): void {
    setIsLeft(true);
    if (draft === null) return;
    const next = isEmpty ? null : read(draft);
    if (next === null && !isEmpty) return;
    setDraft(null);
    if (next !== value) onChange(next);
  }

  return {
    isUnreadable: isLeft && draft !== null && !isEmpty && read(draft) === null,
    input: {
      value: draft ?? show(value),
      onChange: (event) => {
        setIsLeft(false);
        setDraft(event.target.value);
      },
      onBlur: (event) => {
        commit();
        onBlur?.(event);
      },
      onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
        if (event.key === "Enter") commit();
        if (event.key === "Escape" && draft !== null) setDraft(null);
        onKeyDown?.(event);
      },
    },
  };
}
