import { describe, expect, it } from "vitest";
import { isSameOrigin } from "@/lib/platform/http/same-origin";

const site = "https://visto.example";
const asks = (headers: Record<string, string>) => isSameOrigin(new Headers({ host: "visto.example", ...headers }), site);

describe("a request that changes something", () => {
  it.each([
    { origin: site },
    { origin: site, "sec-fetch-site": "same-origin" },
    { origin: site, host: "10.0.0.7:3000" },
    { origin: "http://localhost:3000", host: "localhost:3000" },
    {},
  ])("is taken with %j", (headers) => {
    expect(asks(headers)).toBe(true);
  });

  it.each([
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "https://visto.example.evil.example" },
    { origin: "https://evil.example", host: "evil2.example" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", origin: "https://other.visto.example" },
    { origin: site, "sec-fetch-site": "cross-site" },
  ])("is refused with %j", (headers) => {
    expect(asks(headers)).toBe(false);
  });
});
