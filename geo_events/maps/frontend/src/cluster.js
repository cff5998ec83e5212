/** Symbols that would hide each other become one. */

/**
 * @template T
 * @typedef {{item: T, x: number, y: number, weight: number}} Spot
 */

/**
 * Gather spots nearer than `radius` pixels to a heavier one. Each gathering lies where its heaviest
 * member does, so that a symbol always stands on a place that the data name.
 *
 * @template T
 * @param {Spot<T>[]} spots
 * @param {number} radius
 * @returns {Spot<T>[][]} gatherings, the heaviest member first in each
 */
export function gather(spots, radius) {
  const order = spots.map((_, i) => i).sort((a, b) => spots[b].weight - spots[a].weight || a - b);
  /** @type {Map<string, Spot<T>[][]>} */
  const cells = new Map();
  /** @type {Spot<T>[][]} */
  const gatherings = [];
  for (const i of order) {
    const spot = spots[i];
    const column = Math.floor(spot.x / radius);
    const row = Math.floor(spot.y / radius);
    const found = nearest(cells, spot, column, row, radius);
    if (found) {
      found.push(spot);
      continue;
    }
    const fresh = [spot];
    const key = `${column} ${row}`;
    const cell = cells.get(key);
    if (cell) {
      cell.push(fresh);
    } else {
      cells.set(key, [fresh]);
    }
    gatherings.push(fresh);
  }
  return gatherings;
}

/**
 * @template T
 * @param {Map<string, Spot<T>[][]>} cells
 * @param {Spot<T>} spot
 * @param {number} column
 * @param {number} row
 * @param {number} radius
 */
function nearest(cells, spot, column, row, radius) {
  let best = null;
  let least = radius;
  for (let x = column - 1; x <= column + 1; x++) {
    for (let y = row - 1; y <= row + 1; y++) {
      for (const gathering of cells.get(`${x} ${y}`) ?? []) {
        const distance = Math.hypot(gathering[0].x - spot.x, gathering[0].y - spot.y);
        if (distance < least) {
          best = gathering;
          least = distance;
        }
      }
    }
  }
  return best;
}
