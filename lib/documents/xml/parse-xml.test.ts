import { describe, expect, it } from "vitest";
import { parseXml } from "@/lib/documents/xml/parse-xml";
import { nodesAt, textAt } from "@/lib/kernel/xml-tree";

const bytes = (text: string) => new TextEncoder().encode(text);
const rootOf = (given: Uint8Array) => {
  const parsed = parseXml(given);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.value.root;
};
const codeOf = (given: Uint8Array) => {
  const parsed = parseXml(given);
  return parsed.ok ? "read" : parsed.error.code;
};

describe("XML", () => {
  it("is read by local names, whatever the prefixes", () => {
    const root = rootOf(bytes('<a:Box xmlns:a="urn:x" xmlns:b="urn:y"><b:Item id="1">  uno\n dos </b:Item><Item>tres</Item></a:Box>'));
    expect(root).toMatchObject({ name: "Box", space: "urn:x" });
    expect(nodesAt(root, "Item").map(({ text, attributes }) => [text, attributes["id"]])).toEqual([
      ["uno dos", "1"],
      ["tres", undefined],
    ]);
    expect(textAt(root, "Nothing|Item")).toBe("uno dos");
  });

  it("keeps letters in every encoding that it declares", () => {
    const latin = new Uint8Array([...bytes('<?xml version="1.0" encoding="ISO-8859-1"?><N>Cami'), 0xf3, ...bytes("n</N>")]);
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...[...'<?xml version="1.0" encoding="UTF-16"?><N>Camión</N>'].flatMap((c) => [c.charCodeAt(0), 0]),
    ]);
    for (const given of [latin, utf16, bytes("\uFEFF<N>Camión</N>")]) expect(rootOf(given).text).toBe("Camión");
  });

  it("with a document type is refused before any entity grows or reaches outside", () => {
    const lol = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("");
    expect(codeOf(bytes(`<!DOCTYPE x [<!ENTITY l0 "lol">${lol}]><x>&l9;</x>`))).toBe("document.too_complex");
    expect(codeOf(bytes('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>'))).toBe("document.too_complex");
    expect(codeOf(bytes('<!doctype x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'))).toBe("document.too_complex");
  });

  it("that is no XML, cut off or not in its encoding is damaged", () => {
    for (const given of ["", "nada", "<a><b></a>", "<a>", "<a>&nope;</a>", '<?xml version="1.0" encoding="klingon"?><a/>'])
      expect(codeOf(bytes(given)), given).toBe("document.damaged");
    expect(codeOf(new Uint8Array([...bytes("<a>"), 0xff, ...bytes("</a>")]))).toBe("document.damaged");
  });

  it("nested without end is refused", () => {
    expect(codeOf(bytes(`${"<a>".repeat(5_000)}${"</a>".repeat(5_000)}`))).toBe("document.too_complex");
  });
});
