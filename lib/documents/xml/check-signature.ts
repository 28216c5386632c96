import { X509Certificate } from "node:crypto";
import { DOMParser } from "@xmldom/xmldom";
import { SignedXml } from "xml-crypto";

/**
 * What the signatures in a file prove. `intact`: what stands in the whole file is what was signed with the key of the
 * certificate. `broken`: it was changed since, or signed with another key. `unproven`: signed in a way that is not
 * checked here, or only in parts. Whose certificate it is, nobody vouches for: authorities are not asked.
 */
export type XmlSignature = {
  readonly state: "intact" | "broken" | "unproven";
  /** As the certificate names its holder; null: it names nobody. */
  readonly signer: string | null;
  /** Day of the signature as the signer states it, "2026-03-02"; null: not stated. */
  readonly signedOn: string | null;
  /** False: the certificate did not hold on that day. Null: no day, or no certificate. */
  readonly isInTime: boolean | null;
};

const namespace = "http://www.w3.org/2000/09/xmldsig#";
/** The canonical form where a signature names none (XML Signature 1.1, 4.4.3.2). */
const usualForm = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
/** One for the seller and one for a platform are usual; each costs a canonical form of the whole file. */
const maxSignatures = 4;

/**
 * Checks the signatures of XML that `parseXml` has accepted, with the keys that the file itself carries (XML Signature,
 * XAdES enveloped as Facturae asks for). Null: there is none. Nothing is fetched.
 */
export function checkSignature(text: string): XmlSignature | null {
  if (!text.includes(namespace)) return null;
  const document = new DOMParser().parseFromString(text.replace(/^[^<]+/u, ""), "text/xml");
  const root = document.documentElement as Element | null;
  const found = Array.from(document.getElementsByTagNameNS(namespace, "Signature"));
  if (!root || found.length === 0) return null;
  if (found.length > maxSignatures) return { state: "unproven", signer: null, signedOn: null, isInTime: null };
  const checked = found.map((signature) => checkOne(signature, root, text));
  // One that is broken tells more than others that hold.
  return checked.find(({ state }) => state === "broken") ?? checked.find(({ state }) => state === "unproven") ?? checked[0] ?? null;
}

function checkOne(signature: Element, root: Element, text: string): XmlSignature {
  const certificate = certificateIn(signature);
  const stated = signature.getElementsByTagNameNS("*", "SigningTime")[0]?.textContent?.trim() ?? null;
  const at = stated === null ? NaN : Date.parse(stated);
  return {
    state: certificate === null ? "unproven" : stateOf(signature, root, text, certificate),
    signer: certificate && holderOf(certificate),
    signedOn: stated !== null && /^\d{4}-\d{2}-\d{2}/u.test(stated) ? stated.slice(0, 10) : null,
    isInTime:
      certificate === null || Number.isNaN(at) ? null : Date.parse(certificate.validFrom) <= at && at <= Date.parse(certificate.validTo),
  };
}

function stateOf(signature: Element, root: Element, text: string, certificate: X509Certificate): XmlSignature["state"] {
  const checker = new SignedXml({
    publicCert: certificate.publicKey.export({ type: "spki", format: "pem" }),
    implicitTransforms: [usualForm],
    // The key in the file is the certificate's, which is shown; another one beside it proves nothing.
    getCertFromKeyInfo: () => null,
  });
  try {
    checker.loadSignature(signature);
  } catch (error) {
    return unprovenUnlessOurs(error);
  }
  const isWhole = checker.getReferences().some(({ uri }) => !uri || uri === `#${idOf(root)}`);
  try {
    if (!checker.checkSignature(text)) return "broken";
  } catch (error) {
    // Thrown for a changed value of the signature itself, and for methods that are unknown.
    return error instanceof Error && /invalid signature|signature.*incorrect/iu.test(error.message) ? "broken" : unprovenUnlessOurs(error);
  }
  return isWhole ? "intact" : "unproven";
}

/** The library refuses what it does not know by errors of its own, which are no faults of ours. */
function unprovenUnlessOurs(error: unknown): "unproven" {
  if (error instanceof TypeError || error instanceof RangeError || !(error instanceof Error)) throw error;
  return "unproven";
}

const idOf = (root: Element): string | null => root.getAttribute("Id") ?? root.getAttribute("ID") ?? root.getAttribute("id");

function certificateIn(signature: Element): X509Certificate | null {
  const base64 = signature.getElementsByTagNameNS(namespace, "X509Certificate")[0]?.textContent?.replace(/\s+/gu, "");
  if (!base64) return null;
  try {
    return new X509Certificate(Buffer.from(base64, "base64"));
  } catch {
    // No certificate after all: then nothing is proven, which is what the caller says.
    return null;
  }
}

/** Name and number of the holder, `CN` and `serialNumber` or the organisation's; as the authorities in Spain write them. */
function holderOf({ subject }: X509Certificate): string | null {
  const fields = new Map(
    subject.split("\n").map((line): [string, string] => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  const name = fields.get("O") ?? fields.get("CN");
  const shown = [name, fields.get("O") && fields.get("CN") !== name ? fields.get("CN") : undefined].filter((part) => part !== undefined);
  return shown.length > 0 ? shown.join(" · ").slice(0, 200) : null;
}
