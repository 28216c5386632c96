import { checkTaxId } from "@/lib/kernel/tax-id";
import type { Chance } from "./chance";

export type RandomParty = {
  readonly name: string;
  readonly taxId: string;
  readonly isPerson: boolean;
  readonly street: string;
  readonly town: string;
  readonly phone: string;
  readonly domain: string;
};

export type Country = "ES" | "FR" | "PT" | "DE" | "IT" | "IE";

const syllables = "ba|re|mi|tol|ver|sun|cor|dal|li|no|var|pe|ran|ti|zo|gal|me|dor|ki|as|un|ter".split("|");
const trades =
  "Suministros|Talleres|Distribuciones|Construcciones|Servicios|Transportes|Gráficas|Instalaciones|Hijos de|Consultores|Ferretería|Studio|Logistik|Services|Atelier|Officina|Comercial";
const forms: Readonly<Record<Country, string>> = {
  ES: "S.L.|SL|S.A.|S.L.U.|, S.L.|, S.A.|S.Coop.|, S.L.P.|C.B.|SLU",
  FR: "SARL|SAS|SA|EURL",
  PT: "Lda.|, Lda|S.A.|Unipessoal Lda",
  DE: "GmbH|AG|GmbH & Co. KG|UG",
  IT: "S.r.l.|S.p.A.|SRL|S.a.s.",
  IE: "Limited|Ltd|DAC",
};
const streets: Readonly<Record<Country, string>> = {
  ES: "C/ |Calle |Avda. |Plaza |Pol. Ind. |Carrer |Rúa |Gran Vía ",
  FR: "12 rue |8 avenue |3 bis, place ",
  PT: "Rua |Avenida |Praça ",
  DE: "Hauptstraße |Lindenweg |Am Markt ",
  IT: "Via |Viale |Piazza ",
  IE: "Main Street |Quay |Dame Street ",
};
const towns: Readonly<Record<Country, string>> = {
  ES: "28013 Madrid|08021 Barcelona|46023 Valencia|48009 Bilbao|15003 A Coruña|41003 Sevilla|20018 Donostia|17001 Girona|36202 Vigo|50001 Zaragoza",
  FR: "75011 Paris|31000 Toulouse|64100 Bayonne",
  PT: "1250-096 Lisboa|4000-123 Porto",
  DE: "10115 Berlin|80331 München",
  IT: "20121 Milano|00184 Roma",
  IE: "Dublin 2|Cork T12",
};
const firstNames = "María|Jon|Núria|Antonio|Laura|Iker|Uxía|Pere|Carmen|Javier";
const surnames = "García López|Etxeberria Agirre|Puig Serra|Rodríguez Castro|Martín Vega|Ferrer Roca|Souto Lema";

/** A company or person that nobody is, with a tax id whose check digits hold. */
export function randomParty(chance: Chance, country: Country, isPerson = false): RandomParty {
  const root = Array.from({ length: chance.whole(2, 3) }, () => chance.one(syllables)).join("");
  const proper = root.charAt(0).toUpperCase() + root.slice(1);
  const company = `${chance.is(0.6) ? `${chance.word(trades)} ` : ""}${proper}${chance.is(0.3) ? ` ${chance.word("Norte|y Asociados|2000|Europa|Ibérica")}` : ""} ${chance.word(forms[country])}`;
  const name = isPerson ? `${chance.word(firstNames)} ${chance.word(surnames)}` : company.replace(" ,", ",");
  const phone =
    country === "ES" ? `9${chance.digits(2)} ${chance.digits(3)} ${chance.digits(3)}` : `+${chance.whole(30, 49)} ${chance.digits(9)}`;
  return {
    name: chance.is(0.25) ? name.toUpperCase() : name,
    taxId: randomTaxId(chance, country, isPerson),
    isPerson,
    street: `${chance.word(streets[country])}${chance.word("Mayor|Real|Nueva|del Puerto|Europa|Santa Ana")}, ${chance.whole(1, 180)}`,
    town: chance.word(towns[country]),
    phone,
    domain: `${root}.${country === "ES" ? "es" : country.toLowerCase()}`,
  };
}

/** Random digits until the check digits hold. */
function randomTaxId(chance: Chance, country: Country, isPerson: boolean): string {
  for (;;) {
    const id = draw(chance, country, isPerson);
    if (checkTaxId(id).valid) return id;
  }
}

function draw(chance: Chance, country: Country, isPerson: boolean): string {
  switch (country) {
    case "ES":
      return isPerson
        ? `${chance.digits(8)}${chance.one([..."TRWAGMYFPDXBNJZSQVHLCKE"])}`
        : `${chance.word("B|B|B|A|F")}${chance.digits(8)}`;
    case "FR":
      return `FR${chance.digits(11)}`;
    case "PT":
      return `PT5${chance.digits(8)}`;
    case "DE":
      return `DE${chance.digits(9)}`;
    case "IT":
      return `IT0${chance.digits(10)}`;
    case "IE":
      return `IE${chance.digits(7)}${chance.one([..."ABCDEFGHIJKLMNOPQRSTUVW"])}`;
  }
}

/** A Spanish account whose check digits hold, in both ways. */
export function randomIban(chance: Chance): string {
  const bank = chance.digits(8);
  const account = chance.digits(10);
  const bban = `${bank}${control(`00${bank}`)}${control(account)}${account}`;
  const rest = Number(BigInt(`${bban}142800`) % 97n);
  return `ES${String(98 - rest).padStart(2, "0")}${bban}`;
}

function control(ten: string): string {
  const weights = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6];
  const digit = 11 - ([...ten].reduce((sum, char, at) => sum + Number(char) * (weights[at] ?? 0), 0) % 11);
  return String(digit === 10 ? 1 : digit === 11 ? 0 : digit);
}
