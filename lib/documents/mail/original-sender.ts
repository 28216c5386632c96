import type { MailHead } from "@/lib/documents/model-mail";

/** "Fwd:", "RV:", "Reenv:", "TR:", "WG:" … before the subject, perhaps behind an answer's "Re:". */
const forwardedSubject = /^(?:(?:re|res|aw|sv)\s*:\s*)*(?:fwd?|rv|reenv(?:iado)?|renv|tr|wg|enc|i)\s*:/iu;
const forwardedMark = /forwarded message|mensaje reenviado|missatge reenviat|mensagem (?:encaminhada|reencaminhada)|message transféré|weitergeleitete nachricht|messaggio inoltrato|birbidalitako mezua|mensaxe reenviada/iu; // prettier-ignore

const from = /^\W{0,3}(?:from|de|von|da|nork)\s*:\s*(.+)$/iu;
const others = /^\W{0,3}(?:to|para|per a|a|an|à|subject|asunto|assumpte|assunto|objet|betreff|oggetto|gaia|date|fecha|data|datum|sent|enviado(?: el)?|enviat|gesendet|envoyé|inviato|cc)\s*:/iu; // prettier-ignore
const address = /([^\s<>"'()[\]:;,]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?)/iu;

/**
 * Who sent the files of a mail: of one that a person passed on, the sender that its own text names, the innermost. Where
 * that is not to be found nobody is named: it was not the person who passed it on.
 */
export function originalSender(head: MailHead, lines: readonly string[]): Pick<MailHead, "fromName" | "fromAddress"> {
  const isForwarded = forwardedSubject.test(head.subject ?? "") || lines.some((line) => forwardedMark.test(line));
  if (!isForwarded) return { fromName: head.fromName, fromAddress: head.fromAddress };
  const senders = lines.flatMap((line, index) => {
    const said = from.exec(line)?.[1];
    // A header has more lines than one: "De: …" by itself may be the beginning of a sentence.
    const block = lines.slice(index + 1, index + 8).filter((next) => others.test(next)).length;
    const found = said !== undefined && block >= 2 ? address.exec(said)?.[1] : undefined;
    return said !== undefined && found !== undefined ? [{ fromName: nameIn(said, found), fromAddress: found.toLowerCase() }] : [];
  });
  return senders.at(-1) ?? { fromName: null, fromAddress: null };
}

function nameIn(said: string, found: string): string | null {
  const name = said.slice(0, said.indexOf(found)).replace(/\[?mailto:$/iu, "").replace(/["'<>[\]()*]/gu, " ").replace(/\s+/gu, " ").trim(); // prettier-ignore
  return name === "" ? null : name.slice(0, 200).toWellFormed();
}
