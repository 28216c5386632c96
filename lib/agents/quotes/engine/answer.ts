import type { Draft, DraftLine, Language } from "@/lib/agents/quotes/engine/model";
import sentences from "@/lib/agents/quotes/engine/answer-sentences.json";

type Question = Exclude<keyof typeof sentences, "opening" | "closing">;

/** What an answer is written from; everything in it was said by the customer or stands in the catalogue. */
type Answered = Pick<Draft, "lines" | "language"> & { readonly unknownRepeat: string | null };

const mostChoices = 5;
const longestWords = 120;

/** A ready answer that asks about what is unclear and what is not sold; null when nothing has to be asked. */
export function writeAnswer({ lines, language, unknownRepeat }: Answered): string | null {
  const questions = [
    ...(unknownRepeat === null ? [] : [ask("repeat", unknownRepeat, language)]),
    ...lines.flatMap((line) => questionAbout(line, language)),
  ];
  if (questions.length === 0) return null;
  const points = questions.map((question) => `- ${question}`).join("\n");
  return `${sentences.opening[language]}\n\n${points}\n\n${sentences.closing[language]}`;
}

function questionAbout({ asked, repeated, decision }: DraftLine, language: Language): readonly string[] {
  if (repeated) return decision.state === "not_found" ? [ask("discontinued", repeated.name, language)] : [];
  const words = asked?.text ?? "";
  switch (decision.state) {
    case "matched":
      return isForCustomer(decision.candidate.quantity.doubt) ? [ask("quantity", words, language)] : [];
    case "choose": {
      const names = decision.candidates.slice(0, mostChoices).map(({ item }) => `  · ${oneLine(item.name)}`);
      return [[ask("choose", words, language), ...names].join("\n")];
    }
    case "not_found":
      return [ask("not_found", words, language)];
  }
}

/** What is left over of an opened pack is the rep's to weigh; everything else only who asked can say. */
const isForCustomer = (doubt: string | null) => doubt !== null && doubt !== "quantity.spare";

/** A function puts the words in, since "$&" in them would mean something to a plain replacement. */
function ask(question: Question, words: string, language: Language): string {
  return sentences[question][language].replace("{words}", () => oneLine(words));
}

function oneLine(text: string): string {
  const joined = text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^[-*·•]\s*/, "");
  return joined.length > longestWords ? `${joined.slice(0, longestWords - 1).trimEnd()}…` : joined;
}
