import { describe, expect, it } from "vitest";
import { clientForEachTest } from "./client-for-each-test";

const client = clientForEachTest();

describe("lists", () => {
  it("come in pages that miss nothing and repeat nothing", async () => {
    for (const sort of ["", "&sort=date", "&sort=-total"]) {
      const seen: string[] = [];
      let cursor = "";
      do {
        const { json } = await client.call("GET", `/purchases?limit=2${sort}${cursor && `&cursor=${cursor}`}`);
        seen.push(...(json["items"] as { id: string }[]).map((one) => one.id));
        cursor = json["has_more"] === true ? String(json["cursor"]) : "";
        if (!cursor) expect(json["cursor"]).toBeNull();
      } while (cursor);
      expect(new Set(seen).size).toBe(21);
      expect(seen).toHaveLength(21);
    }
  });

  it("sort by date and total in both directions", async () => {
    const totals = (await client.items("/purchases?sort=-total")).map((one) =>
      Number(String(one["total"]).replace(".", "").replace(",", ".")),
    );
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
    const dates = (await client.items("/purchases?sort=date")).map((one) => String(one["date"]));
    expect(dates).toEqual([...dates].sort());
  });

  it("filter purchases by contact, dates, status and approval", async () => {
    const contact = await client.contact("Inmobiliaria");
    expect(await client.items(`/purchases?contact_id=${contact}`)).toHaveLength(2);
    expect(await client.items(`/purchases?contact_id=${contact}&start_date=2026-11-01&end_date=2026-11-01T23:59:59%2B01:00`)).toHaveLength(
      1,
    );
    expect(await client.items("/purchases?status=completed")).toHaveLength(7);
    const overdue = (await client.items("/purchases?status=overdue")).map((one) => one["document_number"]);
    expect(overdue).toEqual(expect.arrayContaining(["T-2026/0467", "A/26/11", "FE26100048812", "2026/1177"]));
    // Paid, not yet due, a draft.
    for (const number of ["T-2026/0412", "26-11873", "2026-031"]) expect(overdue).not.toContain(number);
    expect((await client.items("/purchases?approval_status=draft")).map((one) => one["document_number"])).toEqual(["2026-031"]);
    client.sandbox.control.setSwitches({ doc_date_filter: "ignored" });
    expect(await client.items("/purchases?start_date=2030-01-01")).toHaveLength(21);
  });

  it("answer strange cursors, limits and dates as live accounts do", async () => {
    expect((await client.call("GET", "/purchases?cursor=abc")).json).toMatchObject({
      status: 400,
      detail: "Error parsing ObjectId string: abc",
    });
    expect((await client.call("GET", "/purchases?cursor=")).json).toEqual({ items: [], cursor: null, has_more: false });
    expect((await client.call("GET", "/purchases?limit=201")).status).toBe(400);
    expect((await client.call("GET", "/purchases?start_date=03-04-2026")).json["detail"]).toMatch(/^Invalid date format: "03-04-2026"\./);
    expect((await client.call("GET", "/purchases?page=2")).status).toBe(200);
    expect(client.sandbox.control.warnings().map((one) => one.message)).toEqual(['unknown query parameter "page" was ignored']);
  });
});
