import type { Reason } from "@/lib/kernel/evidence";
import { checkSignature } from "@/lib/documents/xml/check-signature";

/** What is said of the signature of an electronic invoice. None: it has none, and needs none between companies. */
export function signatureNotes(text: string): readonly Reason[] {
  const signature = checkSignature(text);
  if (!signature) return [];
  const { state, signer, signedOn, isInTime } = signature;
  const detail = { signer: signer ?? "–", date: signedOn ?? "–" };
  if (state === "broken") return [{ code: "structured.signature_broken", level: "doubt", detail }];
  if (state === "unproven") return [{ code: "structured.signature_unproven", level: "info", detail }];
  return isInTime === false
    ? [{ code: "structured.signature_late", level: "doubt", detail }]
    : [{ code: "structured.signature_intact", level: "good", detail }];
}
