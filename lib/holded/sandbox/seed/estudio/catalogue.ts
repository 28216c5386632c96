import type { SeedService } from "../seed-trade";

/** What a design studio does. */
export const designWork: readonly SeedService[] = [
  ["DIS", "Diseño gráfico, hora", "48", "27", 3600],
  ["EST", "Estrategia de marca, hora", "65", "34", 3600],
  ["DIR", "Dirección de arte, hora", "72", "38", 3600],
  ["MAQ", "Maquetación, página", "14.5", "7.5", null],
  ["IDV", "Identidad visual básica", "1450", "790", null],
  ["MAN", "Manual de marca", "980", "540", null],
  ["WEB", "Sitio web corporativo hasta 8 páginas", "2860", "1610", null],
  ["LAN", "Página de aterrizaje", "690", "370", null],
  ["MNT", "Mantenimiento web mensual", "75", "31", null],
  ["FOT", "Sesión de fotografía, media jornada", "320", "190", 14_400],
  ["RED", "Redacción de textos, hora", "42", "24", 3600],
  ["SOC", "Gestión de redes, mes", "390", "215", null],
];
