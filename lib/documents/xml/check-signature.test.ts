import { SignedXml } from "xml-crypto";
import { describe, expect, it } from "vitest";
import { checkSignature } from "@/lib/documents/xml/check-signature";
import { signatureNotes } from "@/lib/documents/xml/signature-notes";
import { signingKey } from "@/lib/testing/signing-key";

const invoice =
  '<fe:Facturae xmlns:fe="http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml"><FileHeader><Total id="sum">121.00</Total></FileHeader><Parties/></fe:Facturae>';
const enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const canonical = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

/** Signs the whole file, or only the element with this id. */
function signed({ xml = invoice, on = "2027-03-02T10:00:00Z", id }: { xml?: string; on?: string; id?: string } = {}): string {
  const signer = new SignedXml({
    privateKey: signingKey.privateKey,
    publicCert: signingKey.certificate,
    signatureAlgorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    canonicalizationAlgorithm: canonical,
    objects: [{ content: `<xades:SigningTime xmlns:xades="http://uri.etsi.org/01903/v1.3.2#">${on}</xades:SigningTime>` }],
  });
  const digestAlgorithm = "http://www.w3.org/2001/04/xmlenc#sha256";
  const isEmptyUri = id === undefined;
  signer.addReference({
    xpath: id === undefined ? "/*" : `//*[@id='${id}']`,
    digestAlgorithm,
    transforms: isEmptyUri ? [enveloped, canonical] : [canonical],
    isEmptyUri,
  });
  signer.computeSignature(xml, { prefix: "ds" });
  return signer.getSignedXml();
}

const codes = (text: string) => signatureNotes(text).map(({ code, level }) => `${code} ${level}`);

describe("the signature of an electronic invoice", () => {
  it("that holds names who signed, and when", () => {
    expect(checkSignature(signed())).toEqual({
      state: "intact",
      signer: "Talleres Anca SL · Firma de prueba",
      signedOn: "2027-03-02",
      isInTime: true,
    });
    expect(codes(signed())).toEqual(["structured.signature_intact good"]);
  });

  it("is broken by any change of the file, of the certificate or of itself", () => {
    const text = signed();
    const changed = [
      text.replace("121.00", "1210.00"),
      text.replace("<Parties/>", "<Parties>x</Parties>"),
      text.replace(/(<ds:SignatureValue>)(.)/u, (_, tag: string, first: string) => `${tag}${first === "A" ? "B" : "A"}`),
      text.replace(/(<ds:DigestValue>)(.)/u, (_, tag: string, first: string) => `${tag}${first === "A" ? "B" : "A"}`),
    ];
    expect(changed.map(codes)).toEqual(changed.map(() => ["structured.signature_broken doubt"]));
  });

  it("of a part of the file proves nothing about the rest", () => {
    expect(codes(signed({ id: "sum" }))).toEqual(["structured.signature_unproven info"]);
  });

  it("that was made when the certificate did not hold is doubted", () => {
    expect(codes(signed({ on: "2001-01-01T00:00:00Z" }))).toEqual(["structured.signature_late doubt"]);
  });

  it("by an unknown method, without a certificate or beside too many others is not believed, and is no fault", () => {
    const text = signed();
    const tampered = [
      text.replace("xmldsig-more#rsa-sha256", "xmldsig-more#nobody-knows"),
      text.replace(/<ds:X509Certificate>[^<]*</u, "<ds:X509Certificate>bm8=<"),
      text.replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/u, ""),
      text.replace("</fe:Facturae>", `${'<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'.repeat(5)}</fe:Facturae>`),
    ];
    for (const one of tampered) expect(codes(one)).toEqual(["structured.signature_unproven info"]);
  });

  it("is not missed by an invoice that has none", () => {
    expect(checkSignature(invoice)).toBeNull();
  });
});
