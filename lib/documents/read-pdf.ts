import type { PDFPageProxy } from "unpdf/pdfjs";
import { codesOnPage } from "@/lib/documents/codes";
import type { Glyph } from "@/lib/documents/glyph";
import type { Limits } from "@/lib/documents/limits";
import { toMatrix } from "@/lib/documents/matrix";
import type { Page, Word } from "@/lib/documents/model";
import { fontsOf, openPdf, type OpenPdf } from "@/lib/documents/pdf-engine";
import { pdfGlyphs, type OperatorList } from "@/lib/documents/pdf-glyphs";
import { openDrawer, type PageDrawer } from "@/lib/documents/raster";
import { marksOutside, seenOn, type Raster } from "@/lib/documents/visibility";
import { invoiceRoot } from "@/lib/documents/xml/invoice-root";
import { parseXml, type ParsedXml } from "@/lib/documents/xml/parse-xml";
import { signatureNotes } from "@/lib/documents/xml/signature-notes";
import type { XmlNode } from "@/lib/kernel/xml-tree";
import { toFragments, toWords, type Fragment } from "@/lib/documents/words";
import type { Reason } from "@/lib/kernel/evidence";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { foldText } from "@/lib/language/fold";
import { findInstructions } from "@/lib/language/instructions";

export type PdfReading = {
  readonly pages: readonly Page[];
  readonly notes: readonly Reason[];
  /** Numbers of pages whose picture says more than their text. */
  readonly toRecognise: readonly number[];
  /** The electronic invoice that the file carries (Factur-X, ZUGFeRD, Facturae). */
  readonly structured?: XmlNode;
};

/**
 * Words with boxes from the text of a PDF. What a person would not see on the page is left out and noted. Refuses
 * encrypted, damaged, empty and oversized files. Only for isolated processes (`read.ts` is the door).
 */
export async function readPdf(bytes: Uint8Array, limits: Limits): Promise<Result<PdfReading>> {
  const opened = await openPdf(bytes);
  if (!opened.ok) return opened;
  const drawer = await openDrawer(bytes);
  try {
    const pages = await readPages(opened.value, drawer, limits);
    const carried = pages.ok ? await carriedInvoice(opened.value) : null;
    if (!pages.ok || !carried) return pages;
    return ok({ ...pages.value, notes: [...pages.value.notes, ...signatureNotes(carried.text)], structured: carried.root });
  } finally {
    drawer?.close();
    await opened.value.close();
  }
}

async function readPages(pdf: OpenPdf, drawer: PageDrawer | null, limits: Limits): Promise<Result<PdfReading>> {
  const { numPages } = pdf.document;
  if (numPages < 1) return refuse("document.empty");
  if (numPages > limits.maxPages) return refuse("document.too_many_pages", { pages: numPages, limit: limits.maxPages });
  const read: PageReading[] = [];
  let glyphs = 0;
  for (let number = 1; number <= numPages; number++) {
    const page = await readPage(pdf, drawer, number, limits);
    if (!page.ok) return page;
    read.push(page.value);
    glyphs += page.value.glyphs;
    if (glyphs > limits.maxGlyphs) return refuse("document.too_complex", { characters: glyphs, limit: limits.maxGlyphs });
  }
  if (read.every((page) => page.broken)) return refuse("document.damaged");
  return ok({
    pages: read.map(({ page }) => page),
    notes: read.flatMap(({ notes }) => notes),
    toRecognise: read.filter(({ recognise }) => recognise).map(({ page }) => page.number),
  });
}

/** The first file attached to the PDF that is an electronic invoice; what else is attached is nobody's business here. */
async function carriedInvoice({ document }: OpenPdf): Promise<ParsedXml | null> {
  const attached: unknown = await document.getAttachments();
  if (typeof attached !== "object" || attached === null) return null;
  for (const file of Object.values(attached)) {
    const content: unknown = (file as { readonly content?: unknown }).content;
    const parsed =
      content instanceof Uint8Array && /^[^<]{0,4}</u.test(Buffer.from(content.subarray(0, 8)).toString("latin1"))
        ? parseXml(content)
        : null;
    const root = parsed?.ok ? invoiceRoot(parsed.value.root) : null;
    if (parsed?.ok && root) return { root, text: parsed.value.text };
  }
  return null;
}

type PageReading = {
  readonly page: Page;
  readonly notes: readonly Reason[];
  readonly recognise: boolean;
  readonly glyphs: number;
  readonly broken: boolean;
};

const emptyPage = { width: 595, height: 842, words: [] };

async function readPage(pdf: OpenPdf, drawer: PageDrawer | null, number: number, limits: Limits): Promise<Result<PageReading>> {
  const loaded = await loadPage(pdf, number);
  if (!loaded) {
    const notes: Reason[] = [{ code: "page.damaged", level: "doubt", detail: { page: number } }];
    return ok({ page: { number, ...emptyPage }, notes, recognise: false, glyphs: 0, broken: true });
  }
  const { page, operators } = loaded;
  if (operators.fnArray.length > limits.maxOperators) return refuse("document.too_complex", { page: number, limit: limits.maxOperators });
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const viewport = toMatrix(transform);
  if (!viewport || !(width > 0 && height > 0)) return refuse("document.damaged");
  const layers = await pdf.document.getOptionalContentConfig();
  const fonts = await fontsOf(page, fontNames(operators, pdf.ops));
  const isLayerVisible = (group: unknown) => layers.isVisible(group as Parameters<typeof layers.isVisible>[0]);
  const glyphs = pdfGlyphs({ operators, ops: pdf.ops, fonts, viewport, width, height, isLayerVisible });
  page.cleanup();
  const raster = (await drawer?.draw(number, { scale: 1, maxPixels: 4_000_000 })) ?? null;
  const judged = judge({ number, width, height, words: [] }, glyphs, raster);
  const mayCarry = number <= 2 || number === pdf.document.numPages;
  const texts = judged.page.words.map(({ text }) => text);
  const codes = drawer && raster && mayCarry ? await codesOnPage(drawer, raster, number, texts) : [];
  const withCodes = codes.length === 0 ? judged : { ...judged, page: { ...judged.page, codes } };
  return ok({ ...withCodes, glyphs: glyphs.length, broken: false });
}

/** Null when this page cannot be had; the others may still be good. The parser throws errors of every kind for that. */
async function loadPage(pdf: OpenPdf, number: number): Promise<{ page: PDFPageProxy; operators: OperatorList } | null> {
  try {
    const page = await pdf.document.getPage(number);
    return { page, operators: await page.getOperatorList() };
  } catch {
    return null;
  }
}

function fontNames({ fnArray, argsArray }: OperatorList, ops: OpenPdf["ops"]): Set<string> {
  const names = new Set<string>();
  for (const [at, fn] of fnArray.entries()) {
    const args = argsArray[at];
    if (!Array.isArray(args)) continue;
    if (fn === ops.setFont) names.add(String(args[0]));
    if (fn === ops.setGState && Array.isArray(args[0])) {
      for (const [key, value] of args[0] as [string, unknown][]) if (key === "Font" && Array.isArray(value)) names.add(String(value[0]));
    }
  }
  return names;
}

/** Keeps what can be seen and made sense of, says what was left out, and whether the picture must be looked at. */
function judge(page: Page, glyphs: readonly Glyph[], raster: Raster | null): Pick<PageReading, "page" | "notes" | "recognise"> {
  const notes: Reason[] = [];
  const note = (code: string, level: Reason["level"], detail: Record<string, number> = {}) =>
    notes.push({ code, level, detail: { page: page.number, ...detail } });
  const fragments = toFragments(glyphs.filter((glyph) => glyph.hidden === null));
  const isSeen = raster && seenOn(raster, page);
  const seen = isSeen ? fragments.filter((fragment) => isSeen(fragment.glyphs)) : fragments;
  const hidden = glyphs.filter((g) => g.hidden !== null && g.text.trim() !== "").length + lettersIn(fragments) - lettersIn(seen);
  if (hidden > 0) note("text.hidden_ignored", "info", { characters: hidden });
  if (hidden > 0 && hidesInstructions(glyphs, fragments, seen)) note("text.hidden_instructions", "doubt");
  if (!raster) note("page.not_drawn", "doubt");
  const garbled = isGarbled(seen);
  if (garbled) note("page.text_unreadable", "doubt");
  const words: readonly Word[] = garbled ? [] : toWords(seen);
  const recognise = raster !== null && saysMoreThan(words, page, raster);
  if (words.length === 0) note("page.no_text", "info");
  return { page: { ...page, words }, notes, recognise };
}

/** What nobody sees speaks to a machine: it is not obeyed either way, but somebody meant it to be. */
function hidesInstructions(glyphs: readonly Glyph[], fragments: readonly Fragment[], seen: readonly Fragment[]): boolean {
  const visible = new Set(seen);
  const unseen = [...fragments.filter((one) => !visible.has(one)), ...toFragments(glyphs.filter(({ hidden }) => hidden !== null))];
  return findInstructions(foldText(unseen.map(({ text }) => text).join(" "))).length > 0;
}

const lettersIn = (fragments: readonly Fragment[]) => fragments.reduce((sum, fragment) => sum + fragment.glyphs.length, 0);

/** Fonts without a usable table of characters give private, control or replacement characters instead of text. */
function isGarbled(fragments: readonly Fragment[]): boolean {
  const text = fragments.map((fragment) => fragment.text).join("");
  if (text.length < 20) return false;
  const plain = text.match(/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{Sc}\p{Sm}]/gu)?.length ?? 0;
  const broken = text.match(/[\p{Co}\p{Cn}\ufffd]/gu)?.length ?? 0;
  return broken > 0.15 * text.length || plain < 0.3 * text.length;
}

/** A scan under a stamp or a footer: few words in the file, many marks on the page beside them. */
function saysMoreThan(words: readonly Word[], page: Page, raster: Raster): boolean {
  if (words.length >= 60) return false;
  const boxes = words.map(({ box }) => box);
  const { count, spread } = marksOutside(raster, page, boxes);
  return words.length < 8 ? count >= 60 : count >= 1000 && spread >= 0.12;
}
