import { describe, expect, it } from "vitest";
import { clientForEachTest } from "./client-for-each-test";

const aldaba = "ferreteria-aldaba";
const client = clientForEachTest();

describe("contacts", () => {
  it("are found by each of their handles and by the beginning of the name", async () => {
    const { json } = await client.call("POST", "/contacts", {
      name: "Hierros Nava, S.L.",
      code: "B47999990",
      email: "a@b.example",
      phone: "983",
      mobile: "600",
      type: "supplier",
    });
    const id = String(json["id"]);
    client.sandbox.control.setCustomId(aldaba, id, "ext-1");
    for (const query of ["code=B47999990", "email=a@b.example", "phone=983", "mobile=600", "custom_id=ext-1"]) {
      expect(
        (await client.items(`/contacts?${query}`)).map((one) => one.id),
        query,
      ).toEqual([id]);
    }
    expect((await client.items("/contacts/search?name=hierros")).map((one) => one.id)).toEqual([id]);
    expect(await client.items("/contacts/search?name=nava")).toEqual([]);
  });

  it("lose on PUT what is not sent again, except what v2 cannot write", async () => {
    const id = await client.contact("Tornillería");
    client.sandbox.control.edit(aldaba, "contacts", id, { iban: "ES9121000418450200051332" });
    expect((await client.call("PUT", `/contacts/${id}`, { name: "Tornillería Vallés" })).json).toEqual({ status: 1 });
    const { json } = await client.call("GET", `/contacts/${id}`);
    expect(json).toMatchObject({
      name: "Tornillería Vallés",
      code: null,
      email: null,
      iban: "ES9121000418450200051332",
      bill_address: [],
      defaults: [],
    });
  });

  it("are gone after DELETE", async () => {
    const id = await client.contact("Cafetería");
    expect((await client.call("DELETE", `/contacts/${id}`)).status).toBe(204);
    expect((await client.call("GET", `/contacts/${id}`)).status).toBe(404);
    expect((await client.call("DELETE", `/contacts/${id}`)).status).toBe(404);
  });
});
