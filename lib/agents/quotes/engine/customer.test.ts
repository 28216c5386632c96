import { describe, expect, it } from "vitest";
import { buildDirectory, findCustomers } from "@/lib/agents/quotes/engine/customer";
import type { QuoteRequest, RequestReading } from "@/lib/agents/quotes/engine/model";
import { customer, emptyReading, request } from "@/lib/testing/quotes";

const nadal = customer({
  id: "C1",
  name: "Bar Nadal, S.L.",
  people: ["Rosa Gil"],
  emails: ["rosa@barnadal.es"],
  phones: ["+34 662 75 01 39"],
  taxId: "ES-B12345674",
});
const north = customer({ id: "C2", name: "Bar Nadal Norte SLU", emails: ["pedidos@nadalnorte.com"], phones: ["93 123 45 67"] });
const home = customer({ id: "C3", name: "Ferretería Querol", emails: ["querol@gmail.com"], website: "https://www.querol.cat/botiga" });
const branch = customer({ id: "C4", name: "Querol Baix", emails: ["baix@querol.cat"] });
const directory = buildDirectory([nadal, north, home, branch]);

function find(given: Partial<QuoteRequest>, sender: Partial<RequestReading["sender"]> = {}) {
  const reading = { ...emptyReading, sender: { ...emptyReading.sender, ...sender } };
  const { found, similar } = findCustomers(request({ text: "", ...given }), reading, directory);
  return { found: found.map((one) => `${one.customer.id} ${one.foundBy}`), similar: similar.map(({ id }) => id) };
}

describe("the customer of a request", () => {
  it.each(["Rosa <ROSA@BarNadal.es>", "rosa@barnadal.es"])("is found by the address %s", (from) => {
    expect(find({ from }).found).toEqual(["C1 email"]);
  });

  it.each(["+34 662 75 01 39", "662750139", "0034-662-750-139", "(+34) 662.75.01.39"])("is found by the phone %s", (from) => {
    expect(find({ from, channel: "whatsapp" }).found).toEqual(["C1 phone"]);
  });

  it("is found by a tax id in the text, with and without its country", () => {
    expect(find({}, { taxIds: ["B-12345674"] }).found).toEqual(["C1 tax_id"]);
  });

  it("is found by the company's domain, and all who share it are given", () => {
    expect(find({ from: "nova@nadalnorte.com" }).found).toEqual(["C2 domain"]);
    expect(find({ from: "nova@querol.cat" }).found).toEqual(["C3 domain", "C4 domain"]);
  });

  it("is told apart by the name when several share a domain", () => {
    expect(find({ from: "nova@querol.cat" }, { names: ["Ferreteria Querol"] }).found).toEqual(["C3 domain"]);
  });

  it("is never found by the domain of a mail provider", () => {
    expect(find({ from: "otro@gmail.com" })).toEqual({ found: [], similar: [] });
  });

  it("is found by the name in a note, also with a slip and without accents", () => {
    expect(find({ channel: "call", text: "Ha llamado Ferreteria Querol. Quieren 3 cajas." }).found).toEqual(["C3 name"]);
    expect(find({ channel: "call", text: "Llama Rosa (Bar Nadall): 3 cajas." }).found).toEqual(["C1 name"]);
    expect(find({ channel: "call", text: "llama rosa del bar nadal, quiere 3 cajas" }).found).toEqual(["C1 name"]);
  });

  it.each(["Bar Nadal Rosa: 3 cajas", "Bar Nadal S.L. pide 3 cajas", "Pedido Bar Nadal 3 cajas", "Bar Nadal Urgente 3 cajas"])(
    "is found in %j",
    (text) => {
      expect(find({ channel: "call", text }).found).toEqual(["C1 name"]);
    },
  );

  it.each(["Instal·lacions L'Amistat", "J. Soler e Hijos", "Hermanos Gómez-Pons, S.C.", "A&B Reformas", "Taller Nº 5"])(
    "is found in a note by the name %s",
    (name) => {
      const { found } = findCustomers(
        request({ channel: "call", text: `Ha trucat la Rosa de ${name}: 3 caixes.` }),
        emptyReading,
        buildDirectory([customer({ name })]),
      );
      expect(found.map(({ foundBy }) => foundBy)).toEqual(["name"]);
    },
  );

  it("is not the one whose name only begins the same", () => {
    expect(find({ channel: "call", text: "Llama Rosa de Bar Nadal Nou. Quiere 3 cajas." })).toEqual({ found: [], similar: ["C1"] });
    expect(find({ channel: "call", text: "Llama Rosa de Gran Bar Nadal. Quiere 3 cajas." })).toEqual({ found: [], similar: ["C1"] });
    expect(find({ channel: "call", text: "Llama Rosa de Bar Nadal Norte. Quiere 3 cajas." }).found).toEqual(["C2 name"]);
  });

  it("is only hinted at when the head of a mail from elsewhere names one of their people", () => {
    expect(find({ from: "Rosa Gil <rosagil77@gmail.com>" })).toEqual({ found: [], similar: ["C1"] });
  });

  it("follows the sender's own address before one that is only written in the text", () => {
    expect(find({ from: "pedidos@nadalnorte.com" }, { emails: ["rosa@barnadal.es"] }).found).toEqual(["C2 email"]);
    expect(find({ from: "reenvio@gestoria-x.es" }, { emails: ["rosa@barnadal.es"] }).found).toEqual(["C1 email"]);
  });
});
