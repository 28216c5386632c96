/** An address of this site, or its front page: a link to the sign-in page cannot send a person elsewhere. */
export function safeRedirect(wanted: string, baseUrl: string): string {
  const base = new URL(baseUrl);
  if (!URL.canParse(wanted, base)) return base.origin;
  const target = new URL(wanted, base);
  return target.origin === base.origin ? target.href : base.origin;
}
