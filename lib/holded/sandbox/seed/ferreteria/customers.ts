import type { ContactInput } from "../../resources/contacts";
import { inSpain } from "../in-spain";

/** Customers who ask for quotes, each with conditions of its own. Invented; tax ids have valid check characters. */
export const ferreteriaCustomers: readonly ContactInput[] = [
  {
    name: "Instalaciones Pirineo, S.L.",
    code: "B22304158",
    type: "client",
    email: "compras@instalacionespirineo.example",
    phone: "974000218",
    website: "https://instalacionespirineo.example",
    bill_address: inSpain("Calle Zaragoza 60", "22002", "Huesca", "Huesca"),
    defaults: { due_days: 30, discount: 8, language: "es", currency: "EUR" },
  },
  {
    name: "Bazar Doña Inés",
    code: "71234567W",
    type: "client",
    is_person: true,
    email: "pedidos@bazardonaines.example",
    mobile: "600000431",
    bill_address: inSpain("Calle Platerías 4", "47003", "Valladolid", "Valladolid"),
    defaults: { sales_tax: { "0": "s_iva_21", "1": "s_rec_52" }, language: "es", currency: "EUR" },
  },
  {
    name: "Fusteria Montseny, S.L.",
    code: "B47719554",
    type: "client",
    email: "encarrecs@fusteriamontseny.example",
    bill_address: inSpain("Carrer Major 31", "08470", "Sant Celoni", "Barcelona"),
    defaults: { due_days: 60, language: "ca", currency: "EUR" },
  },
  {
    name: "Costa Verde Properties Ltd",
    code: "IE3628739LH",
    vat_number: "IE3628739LH",
    type: "client",
    email: "maintenance@costaverde.example",
    bill_address: {
      address: "12 Quay Street",
      city: "Galway",
      postal_code: "H91 E2PX",
      province: "",
      country: "Irlanda",
      country_code: "IE",
    },
    defaults: { language: "en", currency: "EUR" },
  },
];
