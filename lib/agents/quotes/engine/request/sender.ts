import type { QuoteRequest, RequestReading } from "@/lib/agents/quotes/engine/model";
import { isA } from "@/lib/agents/quotes/engine/request/phrases";
import { foldKeepingLength } from "@/lib/language/dates";
import { isGoodbye } from "@/lib/language/message-parts";
import { findContactDetails } from "@/lib/language/contact-details";
import type { Token } from "@/lib/language/tokens";

/** Who the request may be from: the sender as the mail names it, the signature, the head of a call note. */
export function readSender(request: QuoteRequest, head: readonly Token[], signature: string): RequestReading["sender"] {
  const from = (request.from ?? "").slice(0, 300);
  const details = findContactDetails([from, request.text].join("\n"));
  const display = from.replace(/<[^>]*>|"/g, "").trim();
  const names = [
    ...(/\p{L}/u.test(display) && !display.includes("@") ? [display] : []),
    ...headNames(head),
    ...signature
      .split(/\n/)
      .filter((line) => !isGoodbye(foldKeepingLength(line)))
      .join("\n")
      .split(/\n|\s[|·•–-]\s|,\s/)
      .flatMap((part) => nameIn(part)),
  ];
  return { ...details, names: [...new Set(names)].slice(0, 24) };
}

/** Lines of a signature that are no formula, number or address. */
function nameIn(part: string): readonly string[] {
  const text = part.replace(/^[\s\-–—*|·]+|[\s,.;:|]+$/g, "").replace(/\b(?:tel|tlf|t|m|móvil|mobile|phone)\b\.?:?.*$/i, "").trim(); // prettier-ignore
  const fine = /^\p{Lu}/u.test(text) && text.length <= 60 && !/@|www\.|\d{5,}/.test(text) && /\p{L}{2}/u.test(text);
  return fine ? [text] : [];
}

const joins = /^(?:de|del|la|las|los|el|els|les|e|y|i|d'|l'|&|hijos|hijas|fills)$/;

/** Runs of capitals in the head of a note: "Iván de Suministros Puig 2000" gives the whole, "Iván" and "Suministros Puig 2000". */
function headNames(head: readonly Token[]): readonly string[] {
  const runs: Token[][] = [[]];
  for (const token of head) {
    const named =
      (token.kind !== "mark" && /^[\p{Lu}\d]/u.test(token.text) && !isA(token.fold, "ask")) ||
      (joins.test(token.fold) && (runs.at(-1)?.length ?? 0) > 0);
    if (named || (token.text === "·" && (runs.at(-1)?.length ?? 0) > 0)) runs.at(-1)?.push(token);
    else if ((runs.at(-1)?.length ?? 0) > 0) runs.push([]);
  }
  return runs.flatMap((run) => {
    const clean = dropJoins(run);
    const cuts = clean.flatMap((token, at) => (/^(?:de|del)$/.test(token.fold) ? [at] : []));
    const parts = cuts.flatMap((at) => [clean.slice(0, at), clean.slice(at + 1)]);
    const first = /^(?:llama|llamada|truca|trucada|call|phone|tlf|tel|nota|visita|ha|llamo|note)$/.test(clean[0]?.fold ?? "")
      ? [clean.slice(1)]
      : [];
    return [clean, ...parts, ...first].map((tokens) => nameOf(dropJoins(tokens))).filter((name) => name.length > 1);
  });
}

function dropJoins(run: readonly Token[]): readonly Token[] {
  const last = run.findLastIndex((token) => !joins.test(token.fold) || /^(?:hijos|hijas|fills)$/.test(token.fold));
  return run.slice(0, last + 1);
}

function nameOf(tokens: readonly Token[]): string {
  let name = "";
  let end = -1;
  for (const token of tokens) {
    name += end >= 0 && token.start > end ? ` ${token.text}` : token.text;
    end = token.end;
  }
  return name;
}
