/** A file in a mail of the tests. */
type MailFile = {
  readonly name?: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly inline?: boolean;
  readonly contentId?: string;
};

export type TestMail = {
  readonly from?: string;
  readonly subject?: string;
  readonly date?: string;
  readonly messageId?: string;
  readonly text?: string;
  readonly html?: string;
  readonly files?: readonly MailFile[];
};

let made = 0;

/** A mail as a sender's program writes it: `mail({ text: "Adjunto factura", files: [...] })`. */
export function mail({
  from = "Ferretería Aldaba <facturas@aldaba.example>",
  subject = "Factura",
  date = "Tue, 03 Mar 2026 09:30:00 +0100",
  messageId,
  text,
  html,
  files = [],
}: TestMail): Uint8Array {
  made += 1;
  const boundary = `frontera-${made}`;
  const head = [
    `From: ${words(from)}`,
    "To: compras@cliente.example",
    `Subject: ${words(subject)}`,
    `Date: ${date}`,
    `Message-ID: ${messageId ?? `<${made}.${process.pid}@aldaba.example>`}`,
    "MIME-Version: 1.0",
  ];
  const parts = [
    ...(text === undefined ? [] : [part("text/plain; charset=utf-8", new TextEncoder().encode(text))]),
    ...(html === undefined ? [] : [part("text/html; charset=utf-8", new TextEncoder().encode(html))]),
    ...files.map(({ type, bytes, name, inline, contentId }) =>
      part(type, bytes, [
        ...(name === undefined ? [] : [`Content-Disposition: ${inline ? "inline" : "attachment"}; filename="${words(name)}"`]),
        ...(contentId === undefined ? [] : [`Content-ID: <${contentId}>`]),
      ]),
    ),
  ];
  const lines = [
    ...head,
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    "",
    ...parts.flatMap((lines) => [`--${boundary}`, lines]),
    `--${boundary}--`,
    "",
  ];
  return new TextEncoder().encode(lines.join("\r\n"));
}

/** The header lines of a mail whose body is written by hand, in whatever bytes. */
export function rawMail(lines: readonly string[], body: Uint8Array): Uint8Array {
  return Uint8Array.from([...new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n`), ...body]);
}

function part(type: string, bytes: Uint8Array, more: readonly string[] = []): string {
  const encoded = Buffer.from(bytes).toString("base64").replace(/.{76}/gu, "$&\r\n");
  return [
    `Content-Type: ${type}`,
    ...(type === "message/rfc822" ? [] : ["Content-Transfer-Encoding: base64"]),
    ...more,
    "",
    type === "message/rfc822" ? Buffer.from(bytes).toString("latin1") : encoded,
  ].join("\r\n");
}

/** Words outside ASCII as RFC 2047 wants them. */
function words(text: string): string {
  return text.replace(/[^\x20-\x7e]+/gu, (run) => `=?utf-8?B?${Buffer.from(run).toString("base64")}?=`);
}
