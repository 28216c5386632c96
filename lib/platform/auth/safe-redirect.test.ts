import { describe, expect, it } from "vitest";
import { safeRedirect } from "@/lib/platform/auth/safe-redirect";

const base = "https://visto.example";

describe("after signing in", () => {
  it.each(["/ferreteria/sandbox/invoices?open=1", `${base}/settings`])("a person goes to %s of this site", (wanted) => {
    expect(safeRedirect(wanted, base)).toBe(new URL(wanted, base).href);
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://visto.example.evil.example",
    "https://visto.example@evil.example",
    "http://visto.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://",
  ])("nobody is sent to %j", (wanted) => {
    expect(safeRedirect(wanted, base)).toBe(base);
  });
});
