import { describe, expect, it } from "vitest";
import { evidenceNow } from "@/components/invoices/evidence-now";
import type { Evidence } from "@/lib/kernel/evidence";

const at = (path: string): Evidence => ({ path, page: 1, box: [0, 0, 10, 10], text: path });

describe("the boxes while lines are edited", () => {
  it("move with their lines, and go with a removed one", () => {
    const found = evidenceNow([at("number"), at("lines.0.net"), at("lines.1.net"), at("lines.2.description")], [0, 2]);
    expect(found.map(({ path, text }) => [path, text])).toEqual([
      ["number", "number"],
      ["lines.0.net", "lines.0.net"],
      ["lines.1.description", "lines.2.description"],
    ]);
  });

  it("stay with the old lines when a new one is put between them", () => {
    expect(evidenceNow([at("lines.1.net")], [0, null, 1]).map(({ path }) => path)).toEqual(["lines.2.net"]);
  });
});
