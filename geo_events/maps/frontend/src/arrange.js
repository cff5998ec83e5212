/** Badges mark no point, so they may step aside where they would hide something. */

/** @typedef {{x: number, y: number, w: number, h: number}} Rect centre and half sizes, in pixels */

/** @param {Rect} a @param {Rect} b */
function overlap(a, b) {
  return Math.abs(a.x - b.x) < a.w + b.w && Math.abs(a.y - b.y) < a.h + b.h;
}

/** @param {Rect} rect @returns {[number, number][]} steps to try, the smallest first */
function steps({ w, h }) {
  const up = 2 * h + 2;
  const side = w + 18;
  return [
    [0, 0],
    [0, up],
    [0, -up],
    [side, 0],
    [-side, 0],
    [side, up],
    [-side, up],
    [side, -up],
    [-side, -up],
    [0, 2 * up],
    [0, -2 * up],
    [2 * side, 0],
    [-2 * side, 0],
  ];
}

/**
 * Find for each badge the smallest step that frees it.
 *
 * @param {Rect[]} badges in the order in which they choose
 * @param {Rect[]} fixed what does not move
 * @returns {[number, number][]} steps right and down; none where no step frees it
 */
export function stepAside(badges, fixed) {
  const taken = [...fixed];
  return badges.map((rect) => {
    const moved = (/** @type {[number, number]} */ [x, y]) => ({ ...rect, x: rect.x + x, y: rect.y + y });
    const step = steps(rect).find((candidate) => !taken.some((other) => overlap(moved(candidate), other)));
    taken.push(moved(step ?? [0, 0]));
    return step ?? [0, 0];
  });
}
