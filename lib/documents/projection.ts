/** A projective map of the plane, by rows: what a camera does to a sheet. */
export type Projection = readonly [number, number, number, number, number, number, number, number, number];

export type Point = readonly [number, number];

export function apply([a, b, c, d, e, f, g, h, i]: Projection, [x, y]: Point): Point {
  const w = g * x + h * y + i;
  return [(a * x + b * y + c) / w, (d * x + e * y + f) / w];
}

/** The map that does `first`, then `second`. */
export function chain(first: Projection, second: Projection): Projection {
  const at = (row: number, column: number) =>
    [0, 1, 2].reduce((sum, k) => sum + (second[row * 3 + k] ?? 0) * (first[k * 3 + column] ?? 0), 0);
  return [at(0, 0), at(0, 1), at(0, 2), at(1, 0), at(1, 1), at(1, 2), at(2, 0), at(2, 1), at(2, 2)];
}

export const still: Projection = [1, 0, 0, 0, 1, 0, 0, 0, 1];

export function scaling(by: number): Projection {
  return [by, 0, 0, 0, by, 0, 0, 0, 1];
}

/** Clockwise on a page whose y runs down, around a point. */
export function turning(degrees: number, [x, y]: Point): Projection {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cos, -sin, x - x * cos + y * sin, sin, cos, y - x * sin - y * cos, 0, 0, 1];
}

/** Leads a picture that was turned clockwise by quarters back; width and height are those before the turn. */
export function unturning(quarters: number, width: number, height: number): Projection {
  switch (((quarters % 4) + 4) % 4) {
    case 1:
      return [0, 1, 0, -1, 0, height, 0, 0, 1];
    case 2:
      return [-1, 0, width, 0, -1, height, 0, 0, 1];
    case 3:
      return [0, -1, width, 1, 0, 0, 0, 0, 1];
    default:
      return still;
  }
}

/** Corners from the top left clockwise. */
export type Quad = readonly [Point, Point, Point, Point];

/** The map that lays an upright rectangle at the origin over four corners (Heckbert 1989). */
export function ontoQuad(width: number, height: number, [[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: Quad): Projection {
  const [sumX, sumY] = [x0 - x1 + x2 - x3, y0 - y1 + y2 - y3];
  const [dx1, dy1, dx2, dy2] = [x1 - x2, y1 - y2, x3 - x2, y3 - y2];
  const area = dx1 * dy2 - dx2 * dy1;
  const g = (sumX * dy2 - dx2 * sumY) / area;
  const h = (dx1 * sumY - sumX * dy1) / area;
  const square: Projection = [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1];
  return chain([1 / width, 0, 0, 0, 1 / height, 0, 0, 0, 1], square);
}
