import { createSign, generateKeyPairSync } from "node:crypto";

type TestCertificate = { readonly key: string; readonly cert: string };

/** A certificate signed by itself for `name` and 127.0.0.1, good for a day around now. */
export function testCertificate(name = "localhost"): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(oid("2a8648ce3d040302"));
  const subject = sequence(der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from(name)))));
  const time = (hours: number) => der(0x17, Buffer.from(new Date(Date.now() + hours * 3_600_000).toISOString().replace(/[-:T]|\.\d+/gu, "").slice(2))); // prettier-ignore
  const names = sequence(der(0x82, Buffer.from(name)), der(0x87, Buffer.from([127, 0, 0, 1])));
  const extensions = der(0xa3, sequence(sequence(oid("551d11"), der(0x04, names)), sequence(oid("551d13"), der(0x04, sequence(der(0x01, Buffer.from([0xff]))))))); // prettier-ignore
  const serial = der(0x02, Buffer.from([1 + Math.floor(Math.random() * 126)]));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), serial, algorithm, subject, sequence(time(-12), time(12)), subject,
    publicKey.export({ format: "der", type: "spki" }), extensions,
  ); // prettier-ignore
  const signature = createSign("sha256").update(body).sign(privateKey);
  const whole = sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return {
    key: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${(whole.toString("base64").match(/.{1,64}/gu) ?? []).join("\n")}\n-----END CERTIFICATE-----\n`,
  };
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, Buffer.concat(parts));
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));

/** Tag, length, content. */
function der(tag: number, content: Buffer): Buffer {
  const length = content.length < 0x80 ? [content.length] : content.length < 0x100 ? [0x81, content.length] : [0x82, content.length >> 8, content.length & 0xff]; // prettier-ignore
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
