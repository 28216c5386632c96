/** An element as it is read: names without their prefixes, texts trimmed. */
export type XmlNode = {
  readonly name: string;
  /** Namespace; "" for none. */
  readonly space: string;
  /** By local name. */
  readonly attributes: Readonly<Record<string, string>>;
  /** All text inside, without surrounding space. */
  readonly text: string;
  readonly children: readonly XmlNode[];
};

/** The elements at a path of local names, `Parties/SellerParty`; a step may name alternatives: `Name|Title`. */
export function nodesAt(node: XmlNode, path: string): readonly XmlNode[] {
  return path.split("/").reduce<readonly XmlNode[]>(
    (nodes, step) => {
      const names = step.split("|");
      return nodes.flatMap((one) => one.children.filter((child) => names.includes(child.name)));
    },
    [node],
  );
}

export function nodeAt(node: XmlNode, path: string): XmlNode | null {
  return nodesAt(node, path)[0] ?? null;
}

/** The first text at a path that is not empty. */
export function textAt(node: XmlNode, path: string): string | null {
  return nodesAt(node, path).find(({ text }) => text !== "")?.text ?? null;
}
