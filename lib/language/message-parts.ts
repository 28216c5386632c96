import { foldKeepingLength } from "@/lib/language/dates";
import { nearWords } from "@/lib/language/near-word";

type Stretch = { readonly start: number; readonly end: number };

/** Where the parts of a mail or chat message stand; offsets in the text. */
export type MessageParts = {
  readonly greeting: Stretch | null;
  /** What the writer says: between greeting and signature. */
  readonly body: Stretch;
  /** Formula of goodbye and what follows it, or what stands under "--". */
  readonly signature: Stretch | null;
  /** Earlier messages that hang on this one, or the message that is forwarded. */
  readonly history: (Stretch & { readonly forwarded: boolean; readonly content: number }) | null;
};

const hello = nearWords(
  "hola buenas bones buenos bon bona buen hi hello hey dear good morning afternoon evening estimado estimada estimados estimadas apreciado apreciada apreciados apreciats benvolgut benvolguda benvolguts benvolgudes distinguido distinguidos muy ei hol ep eps ey oye greetings saludos salutacions atencion"
    .split(" ")
    .map((word) => [word, true] as const),
);
const helloMore = nearWords(
  "dias tardes noches dia tarda nit morning afternoon evening day team equipo equip equips todos todas todo tots tothom everyone all again nuevo senor senora senores senors sres sr sra srs mr mrs ms sir madam there compañeros companys compis de nou otra vez que tal a to whom it may concern and or quien corresponda muy buenas hola como va estamos com esteu estas i y hora"
    .split(" ")
    .map((word) => [word, true] as const),
);
const goodbye = nearWords(
  "gracias gracies merci mercis saludos saludo salutacions salutacio atentamente atentament cordialmente cordialment abrazo abrazos abracada thanks thank regards sincerely cheers best yours kind warm atte att salut agradecido agradecida agradecidos agraits agradeciendo"
    .split(" ")
    .map((word) => [word, true] as const),
);
const goodbyeStart =
  /^(?:(?:muchas|mil|moltes|molt|many|un|una|con|amb|with|kind|best|warm|recibe|recibid|rebin|reciba|reciban|cordiales|y|i|pues|bueno|venga)\s+){0,3}/;
const goodbyePhrase =
  /^(?:(?:me )?quedo (?:a la espera|pendiente|atent[oa]|a (?:tu|su|vuestra) disposicion)|quedem a l|quedo a l|hasta (?:luego|pronto|manana|otra)|fins (?:aviat|ara|dema|despres)|a reveure|un saludo|una salutacio|que (?:tengas|tengais|tengan|tinguis) (?:un )?(?:buen|bon)|(?:buen|feliz) (?:dia|fin de semana)|bon (?:dia i|cap de setmana)|see you|speak soon|talk soon|(?:quedamos )?a la espera de|en espera de|looking forward|esper(?:o|amos|ando) (?:tu|su|vuestra)|nos vemos|ens veiem|esperem la|venga,? hablamos|hablamos|ya me (?:dices|diras|direis)|ja em (?:dius|diras)|cualquier (?:duda|cosa|pregunta)|qualsevol dubte|any (?:questions|doubts))/;
const sentFrom = /^(?:enviado desde|enviat des|sent from|get outlook|obtener outlook|descarga outlook|mensaje enviado desde)/;
const historyStart =
  /^(?:-{3,}\s*(?:mensaje original|original message|missatge original|forwarded message|mensaje reenviado|missatge reenviat)|(?:el|on|a|le) .{3,90}(?:escribio|wrote|va escriure|ha escrit|a ecrit)\s*:?\s*$|_{10,}\s*$|(?:inicio del mensaje reenviado|begin forwarded message|inici del missatge reenviat))/;
const headerLine =
  /^\s*\*?(?:de|from|enviado|enviado el|sent|fecha|date|data|para|to|per a|a|asunto|subject|assumpte|cc|enviat|enviat el)\*?\s*:\*?\s+\S/;
const forwarded = /forwarded|reenviad|reenviat/;
const disclaimer =
  /^(?:aviso legal|avis legal|este (?:mensaje|correo|e-?mail)|aquest (?:missatge|correu)|this (?:e-?mail|message) (?:and|is|may|contains)|confidential|antes de imprimir|la informacion contenida|de acuerdo con|en cumplimiento|proteccion de datos|le informamos)/;

/**
 * Cuts a message into greeting, body, signature and the earlier mails below it, as mail programs and telephones write
 * them in Spanish, Catalan and English.
 */
export function messageParts(text: string): MessageParts {
  const lines = linesOf(text);
  const history = findHistory(lines, text.length);
  const own = history ? lines.filter((line) => line.start < history.start) : lines;
  const end = history?.start ?? text.length;
  const signed = findSignature(own);
  const greeted = findGreeting(own, text);
  const bodyStart = greeted?.end ?? own[0]?.start ?? 0;
  const bodyEnd = Math.max(bodyStart, signed ?? end);
  return {
    greeting: greeted,
    body: { start: bodyStart, end: bodyEnd },
    signature: signed !== null && signed < end && signed >= bodyStart ? { start: signed, end } : null,
    history,
  };
}

type Line = Stretch & { readonly fold: string };

function linesOf(text: string): readonly Line[] {
  const folded = foldKeepingLength(text);
  const lines: Line[] = [];
  let start = 0;
  for (const piece of folded.split("\n")) {
    const fold = piece.trim();
    if (fold) lines.push({ start: start + (piece.length - piece.trimStart().length), end: start + piece.trimEnd().length, fold });
    start += piece.length + 1;
  }
  return lines;
}

function findHistory(lines: readonly Line[], end: number): MessageParts["history"] {
  const lastOwn = lines.findLastIndex((line) => !line.fold.startsWith(">"));
  const at = lines.findIndex(
    (line, i) =>
      historyStart.test(line.fold) ||
      (i > lastOwn && i <= lastOwn + 20 && isQuoted(lines, i)) ||
      (headerLine.test(line.fold) && /^\*?(?:de|from|enviado|sent)/.test(line.fold) && headerLine.test(lines[i + 1]?.fold ?? "") && headerLine.test(lines[i + 2]?.fold ?? "")),
  ); // prettier-ignore
  const first = lines[at];
  if (!first) return null;
  let content = at;
  while (content < lines.length && (historyStart.test(lines[content]?.fold ?? "") || headerLine.test(lines[content]?.fold ?? "")) && !/^>/.test(lines[content]?.fold ?? "")) content++; // prettier-ignore
  const quoted = lines.slice(at).every((line) => line.fold.startsWith(">"));
  return { start: first.start, end, forwarded: forwarded.test(first.fold) || (!quoted && at === 0), content: lines[content]?.start ?? end };
}

/** "> …" to the end below words of one's own, with a quoted greeting or a quote in it; a list may be marked like that too. */
function isQuoted(lines: readonly Line[], at: number): boolean {
  const rest = lines.slice(at);
  if (at === 0 || rest.length < 2) return false;
  return rest.some((line) => /^>\s*(?:>|$)/.test(line.fold)) || hello.find(/^>\s*(\p{L}+)/u.exec(rest[0]?.fold ?? "")?.[1] ?? "") === true;
}

/** Whether a folded line or sentence is a formula of goodbye or thanks and nothing else. */
export function isGoodbye(folded: string): boolean {
  const text = folded.replace(/[^\p{L}\s,]/gu, " ").trim();
  if (goodbyePhrase.test(text)) return true;
  const words = text.replace(goodbyeStart, "").split(/[\s,]+/).filter(Boolean); // prettier-ignore
  if (words.length === 0 || words.length > 7 || /\d/.test(folded)) return false;
  return (
    goodbye.find(words[0] ?? "") === true ||
    (words.length <= 5 && goodbye.find(words.at(-1) ?? "") === true && !words.some((word) => /^(?:de|del|con)$/.test(word)))
  );
}

/** Everything from the goodbye on, when what follows is short lines; or from "--", or contact lines at the very end. */
function findSignature(lines: readonly Line[]): number | null {
  const dashes = lines.findIndex((line) => /^(?:--+|—+|__+|\*\*\*+)$/.test(line.fold));
  const legal = lines.findIndex((line) => disclaimer.test(line.fold) || sentFrom.test(line.fold));
  const cut = Math.min(...[dashes, legal].filter((at) => at > 0), lines.length);
  let first = cut;
  for (let at = cut - 1; at >= 0 && at >= cut - 9; at--) {
    const line = lines[at];
    if (!line) break;
    if (isGoodbye(line.fold)) first = at;
    else if (line.end - line.start > 60 || isListed(line.fold)) break;
  }
  if (first === cut) first = contactLines(lines, cut);
  return lines[first]?.start ?? null;
}

const isListed = (fold: string): boolean =>
  /^(?:[-*·•–]|\d{1,3}[.)]\s|\d+\s+\p{L})/u.test(fold) || /(?::|x|-+>|=|,)\s*\d{1,5}\b[^@]{0,18}$/.test(fold);

/** Without a goodbye: "Rosa | Talleres Arce | 655 23 58 56", "Tel. …", an address of mail or web. */
function contactLines(lines: readonly Line[], cut: number): number {
  let first = cut;
  for (let at = cut - 1; at > 0 && at >= cut - 6; at--) {
    const fold = lines[at]?.fold ?? "";
    if (
      /@\w|^(?:tel|tlf|t|m|mov|movil|mobil|phone|fax|telefon|telefono)\b[.:\s]*\+?[\d\s.]{9,}|(?:\||·|-)\s*\+?\d[\d\s.]{8,}$|www\.|^\+?\d[\d\s.]{8,}$/.test(
        fold,
      )
    )
      first = at;
    else break;
  }
  return first;
}

/** "Hola Toni, ¿qué tal?", "Anna, buenas", "Buenos días" … up to the mark that ends it. */
function findGreeting(lines: readonly Line[], text: string): Stretch | null {
  const line = lines[0];
  if (!line) return null;
  const clean = line.fold.replace(/^[¡!\s]+/, "");
  const offset = line.fold.length - clean.length;
  const words = [...clean.matchAll(/[\p{L}']+/gu)];
  const first = words[0]?.[0] ?? "";
  const called = /^\p{L}+, (?:muy )?(\p{L}+)(?: (?:dias?|tardes?|tarda|noches))?/u.exec(clean);
  const vocative = called && hello.find(called[1] ?? "") === true ? called[0] : undefined;
  if (!vocative && hello.find(first) !== true && !/^que tal|^to whom/.test(clean)) return null;
  let at = vocative?.length ?? lastHelloWord(clean, words);
  const rest = text.slice(line.start + offset + at, line.end);
  const name =
    /^[\s,]*\p{Ll}{3,}(?:[,:]\s*|\s*$)/u.exec(rest)?.[0] ??
    /^[\s,]*(?:\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?\s*[,.:!;]*\s*)?/u.exec(rest)?.[0] ??
    "";
  at += endsGreeting(name) || isWhole(clean, at + name.length) ? name.length : 0;
  const more = /^[\s,.!:;?¿¡👋😊🙂]*(?:(?:que tal|como (?:va|estas|estais|esta)|com (?:va|esteu|estas)|how are you|espero que[^.!?\n]{3,40}|hope[^.!?\n]{3,40})[^.!?\n,]{0,20}[.!?]*)?[\s,.!:;?👋😊🙂]*/u.exec(clean.slice(at))?.[0] ?? ""; // prettier-ignore
  return { start: line.start, end: Math.min(line.end, line.start + offset + at + more.length) };
}

const endsGreeting = (name: string): boolean => /[,.:!;]\s*$/.test(name);
const isWhole = (clean: string, at: number): boolean => clean.slice(at).trim() === "";

/** End of the words of greeting: "buenos días a todos". */
function lastHelloWord(clean: string, words: readonly RegExpExecArray[] | readonly RegExpMatchArray[]): number {
  let end = 0;
  for (const [index, word] of words.entries()) {
    const gap = clean.slice(end, word.index);
    if (index > 0 && /[.!?:;]/.test(gap)) break;
    if (index > 0 && hello.find(word[0]) !== true && helloMore.find(word[0]) !== true) break;
    end = (word.index ?? 0) + word[0].length;
  }
  return end;
}
