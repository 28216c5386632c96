/** How contacts are found by what a message shows of its sender. Values that name nobody in particular give no key. */

export function mailKey(email: string): string | null {
  const address = email.trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) ? `mail:${address}` : null;
}

/** Spanish numbers with and without their country code are the same; others keep theirs. */
export function phoneKey(phone: string): string | null {
  const digits = phone.replace(/\(0\)/g, "").replace(/\D/g, "").replace(/^00/, "");
  const national = digits.length === 11 && digits.startsWith("34") ? digits.slice(2) : digits;
  return national.length >= 7 ? `phone:${national}` : null;
}

/** Of an e-mail address or a web address. Mail providers for everybody are nobody's domain. */
export function domainKey(address: string): string | null {
  const text = address.trim().toLowerCase();
  const host = text.includes("@") ? text.slice(text.lastIndexOf("@") + 1) : hostOf(text);
  const domain = host.replace(/^www\./, "").replace(/\.$/, "");
  return /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/.test(domain) && !forEverybody.has(domain) ? `domain:${domain}` : null;
}

function hostOf(text: string): string {
  const url = /^https?:\/\//.test(text) ? text : `https://${text}`;
  return URL.canParse(url) ? new URL(url).hostname : "";
}

const forEverybody = new Set(
  (
    "gmail.com googlemail.com hotmail.com hotmail.es outlook.com outlook.es live.com live.es msn.com yahoo.com yahoo.es icloud.com me.com " +
    "mac.com aol.com gmx.com gmx.es gmx.net protonmail.com proton.me telefonica.net movistar.es ono.com terra.es orange.es vodafone.es " +
    "euskalnet.net wanadoo.es mail.com yandex.com zoho.com"
  ).split(" "),
);
