"use client";
import { useEffect, useRef, useSyncExternalStore } from "react";

/**
 * The one registry of keys: handlers, help and palette read it. A command has a default here, a name
 * `shell.command.<id>` in every catalogue, and a handler while a page that can do it is on screen. One that belongs to a
 * single page says which.
 */
export const commands = [
  { id: "moveNext", group: "queue", keys: ["j", "ArrowDown"] },
  { id: "movePrevious", group: "queue", keys: ["k", "ArrowUp"] },
  { id: "open", group: "queue", keys: ["Enter"] },
  { id: "select", group: "queue", keys: ["x"] },
  { id: "extendNext", group: "queue", keys: ["Shift+j", "Shift+ArrowDown"] },
  { id: "extendPrevious", group: "queue", keys: ["Shift+k", "Shift+ArrowUp"] },
  { id: "upload", group: "queue", keys: ["u"] },
  { id: "search", group: "queue", keys: ["/"], page: "invoices" },
  { id: "searchQuotes", group: "queue", keys: ["/"], page: "quotes" },
  { id: "newRequest", group: "queue", keys: ["n"], page: "quotes" },
  { id: "filterList", group: "queue", keys: ["f"] },
  { id: "approve", group: "decide", keys: ["1"] },
  { id: "duplicate", group: "decide", keys: ["2"], page: "invoices" },
  { id: "nextAlternative", group: "decide", keys: ["2"], page: "reconciliation" },
  { id: "reject", group: "decide", keys: ["3"] },
  { id: "snooze", group: "decide", keys: ["h"] },
  { id: "assign", group: "decide", keys: ["a"] },
  { id: "undo", group: "decide", keys: ["z"] },
  { id: "approveTyping", group: "decide", keys: ["mod+Enter"] },
  { id: "findDocument", group: "decide", keys: ["/"], page: "reconciliation" },
  { id: "noDocument", group: "decide", keys: ["n"], page: "reconciliation" },
  { id: "swapCandidate", group: "item", keys: ["s"], page: "quotes" },
  { id: "optionalLine", group: "item", keys: ["o"], page: "quotes" },
  { id: "findProduct", group: "item", keys: ["b"], page: "quotes" },
  { id: "edit", group: "item", keys: ["e"] },
  { id: "comment", group: "item", keys: ["c"] },
  { id: "retry", group: "item", keys: ["r"] },
  { id: "back", group: "item", keys: ["Escape"] },
  { id: "goOverview", group: "go", keys: ["g o"] },
  { id: "goInvoices", group: "go", keys: ["g i"] },
  { id: "goReconciliation", group: "go", keys: ["g r"] },
  { id: "goQuotes", group: "go", keys: ["g q"] },
  { id: "goActivity", group: "go", keys: ["g a"] },
  { id: "goSettings", group: "go", keys: ["g s"] },
  { id: "palette", group: "go", keys: ["mod+k"] },
  { id: "help", group: "go", keys: ["?"] },
] as const satisfies readonly { id: string; group: string; keys: readonly string[]; page?: string }[];

export type CommandId = (typeof commands)[number]["id"];
export type CommandGroup = (typeof commands)[number]["group"];
export const commandGroups: readonly CommandGroup[] = ["queue", "decide", "item", "go"];

/** Whether both can stand on one page: those that belong to different pages may share a key. */
export function canMeet(one: CommandId, other: CommandId): boolean {
  const [a, b] = [pageOf(one), pageOf(other)];
  return a === null || b === null || a === b;
}

function pageOf(id: CommandId): string | null {
  const command = commands.find((candidate) => candidate.id === id);
  return command !== undefined && "page" in command ? command.page : null;
}

/** What a person changed: letters switched off altogether, or a command moved to another key ("" = none). */
export type KeyPreferences = { readonly on: boolean; readonly map: Readonly<Partial<Record<CommandId, string>>> };
export const defaultKeyPreferences: KeyPreferences = { on: true, map: {} };

export type KeyHandlers = Readonly<Partial<Record<CommandId, () => void>>>;

const layers: { current: KeyHandlers }[] = [];
const listeners = new Set<() => void>();
let preferences = defaultKeyPreferences;
let snapshot: readonly CommandId[] = [];

/** The handlers of a part of the page while it is mounted; where two want the same command, the one mounted last has it. */
export function useKeys(handlers: KeyHandlers, enabled = true): void {
  const layer = useRef(handlers);
  const ids = Object.keys(handlers).join(" ");
  useEffect(() => {
    layer.current = handlers;
  });
  useEffect(() => {
    if (!enabled) return;
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      refresh();
    };
  }, [enabled]);
  useEffect(refresh, [ids, enabled]);
}

/** Commands that something on screen answers to now. */
export function useActiveCommands(): readonly CommandId[] {
  return useSyncExternalStore(
    subscribe,
    () => snapshot,
    () => none,
  );
}
const none: readonly CommandId[] = [];

/** The key of a command as this person has it; undefined when it has none or single letters are off. */
export function useKeyOf(id: CommandId): string | undefined {
  return useSyncExternalStore(
    subscribe,
    () => keysOf(id, preferences)[0],
    () => keysOf(id, defaultKeyPreferences)[0],
  );
}

export function keysOf(id: CommandId, prefs: KeyPreferences): readonly string[] {
  const own = prefs.map[id];
  const keys: readonly string[] = own === undefined ? (commands.find((command) => command.id === id)?.keys ?? []) : own === "" ? [] : [own];
  return prefs.on ? keys : keys.filter((key) => key.startsWith("mod+"));
}

export function setKeyPreferences(next: KeyPreferences): void {
  preferences = next;
  refresh();
}

export function runCommand(id: CommandId): boolean {
  const layer = layers.findLast((candidate) => candidate.current[id] !== undefined);
  layer?.current[id]?.();
  return layer !== undefined;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function refresh(): void {
  const ids = new Set(layers.flatMap((layer) => Object.keys(layer.current)));
  const next = commands.map((command) => command.id).filter((id) => ids.has(id));
  if (next.join() !== snapshot.join()) snapshot = next;
  for (const listener of listeners) listener();
}

type Stroke = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** The typed character, not the place of the key: "j", "Shift+j", "mod+Enter", "?"; null for a bare modifier. */
export function strokeOf(event: Stroke): string | null {
  if (["Shift", "Control", "Meta", "Alt", "AltGraph", "Dead", "Process"].includes(event.key)) return null;
  const letter = /^\p{L}$/u.test(event.key);
  const key = letter ? event.key.toLowerCase() : event.key;
  // A sign like "?" already contains its Shift; a letter or a named key does not.
  const shift = event.shiftKey && (letter || event.key.length > 1) ? "Shift+" : "";
  const mod = event.ctrlKey || event.metaKey ? "mod+" : "";
  // AltGr writes characters on Spanish keyboards and reports Ctrl+Alt: those are typing, not commands.
  if (event.altKey) return mod === "" && event.key.length > 1 ? `Alt+${key}` : null;
  return `${mod}${shift}${key}`;
}

/** The command for a stroke after an optional first stroke ("g" then "i"); `pending` when more must come. */
export function matchStroke(
  stroke: string,
  first: string | null,
  prefs: KeyPreferences,
  active: readonly CommandId[],
): { readonly id: CommandId | null; readonly pending: boolean } {
  const sequence = first === null ? stroke : `${first} ${stroke}`;
  const id = active.find((candidate) => keysOf(candidate, prefs).includes(sequence)) ?? null;
  const pending =
    id === null && first === null && active.some((candidate) => keysOf(candidate, prefs).some((keys) => keys.startsWith(`${stroke} `)));
  return { id, pending };
}

const sequenceMs = 1200;

/** Listens once for the whole window; mounted by the shell. */
export function useKeyListener(): void {
  useEffect(() => {
    let first: string | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing || (event.repeat && event.key === "Enter")) return;
      const stroke = strokeOf(event);
      if (stroke === null) return;
      const target = event.target instanceof Element ? event.target : null;
      if (!mayFire(stroke, target)) return;
      const match = matchStroke(stroke, first, preferences, snapshot);
      clearTimeout(timer);
      first = match.pending ? stroke : null;
      if (match.pending) timer = setTimeout(() => (first = null), sequenceMs);
      if (match.id === null) return;
      event.preventDefault();
      runCommand(match.id);
    }
    document.addEventListener("keydown", onKeyDown);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("keydown", onKeyDown);
    };
  }, []);
}

const typing =
  "input:not([type=checkbox]):not([type=radio]):not([type=file]):not([type=button]):not([type=submit]), textarea, select, [contenteditable=true], [role=textbox], [role=combobox], [role=listbox]";
const floating = "[role=dialog], [role=alertdialog], [role=menu]";

/** Never while typing, never under an open dialog or menu, and a control that is pressed with Enter keeps its Enter. */
function mayFire(stroke: string, target: Element | null): boolean {
  if (stroke === "mod+k") return true;
  const floats = document.querySelector(floating) !== null;
  if (floats) return false;
  if (stroke.startsWith("mod+")) return true;
  if (target?.closest(typing)) return false;
  const pressable = stroke === "Enter" && target?.closest("a[href], button, summary, [role=button], [role=switch], [role=checkbox]");
  return !pressable;
}
