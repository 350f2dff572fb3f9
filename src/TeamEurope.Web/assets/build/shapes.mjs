// Rings are lists of [x, y] in the units of the drawing, closed without repeating the first point.

/** Positive or negative by the direction of the ring. */
export function planarArea(ring) {
  let sum = 0;
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length];
    sum += x * nextY - nextX * y;
  });
  return sum / 2;
}

/** The middle of what a ring encloses. */
export function centroidOf(ring) {
  const area = planarArea(ring);
  if (Math.abs(area) < 1e-6) {
    return ring[0];
  }

  let [sumX, sumY] = [0, 0];
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length];
    const cross = x * nextY - nextX * y;
    sumX += (x + nextX) * cross;
    sumY += (y + nextY) * cross;
  });
  return [sumX / (6 * area), sumY / (6 * area)];
}

/** An SVG path in tenths of a unit: each ring begins with an absolute point and goes on by differences, which compress well. */
export const pathOf = rings => rings.map(ringPath).join('');

function ringPath(ring) {
  const tenths = ring.map(point => point.map(value => Math.round(value * 10)));
  let [atX, atY] = tenths[0];
  let path = `M${text(atX)}${joined(atY)}l`;
  let first = true;
  for (const [x, y] of tenths.slice(1)) {
    if (x === atX && y === atY) {
      continue;
    }

    path += (first ? text(x - atX) : joined(x - atX)) + joined(y - atY);
    [atX, atY] = [x, y];
    first = false;
  }

  return first ? `M${text(atX - 1)}${joined(atY - 1)}h.2v.2h-.2z` : path + 'z';
}

const text = tenths => String(tenths / 10).replace(/^(-?)0\./, '$1.');
const joined = tenths => tenths < 0 ? text(tenths) : ` ${text(tenths)}`;
