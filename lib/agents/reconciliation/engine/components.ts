/** Groups of movements that share documents, by union-find. Groups and members come in ascending order. */
export function componentsOf(claims: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const parent = claims.map((_, at) => at);
  const find = (at: number): number => {
    let root = at;
    while ((parent[root] ?? root) !== root) root = parent[root] ?? root;
    for (let next = at; next !== root;) {
      const up = parent[next] ?? root;
      parent[next] = root;
      next = up;
    }
    return root;
  };
  const owner = new Map<number, number>();
  claims.forEach((documents, movement) => {
    for (const document of documents) {
      const first = owner.get(document);
      if (first === undefined) owner.set(document, movement);
      else {
        const [a, b] = [find(first), find(movement)];
        if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
  });
  const groups = new Map<number, number[]>();
  claims.forEach((_, movement) => {
    const root = find(movement);
    const group = groups.get(root);
    if (group) group.push(movement);
    else groups.set(root, [movement]);
  });
  return [...groups.values()];
}
