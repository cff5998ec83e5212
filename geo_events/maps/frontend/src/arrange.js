/** Badges and names mark no point, so they may step aside where they would hide something. */

/** @typedef {{x: number, y: number, w: number, h: number}} Rect centre and half sizes, in pixels */
/** @typedef {[number, number]} Step right and down, in pixels */
/** @typedef {Rect & {short: number}} Badge `short` is its half width without its name */

/** @param {Rect} a @param {Rect} b */
function overlap(a, b) {
  return Math.abs(a.x - b.x) < a.w + b.w && Math.abs(a.y - b.y) < a.h + b.h;
}

/** Steps to try, the smallest first: the badge still touches its own place. @param {Rect} rect @returns {Step[]} */
function steps({ w, h }) {
  const up = 2 * h + 2;
  const side = w + 16;
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
  ];
}

/**
 * Find a free step for something among what is drawn already.
 *
 * @param {Rect} rect
 * @param {Rect[]} taken
 * @param {Step[]} tried
 * @returns {{step: Step, rect: Rect} | null} null where no step frees it
 */
export function freeStep(rect, taken, tried) {
  for (const step of tried) {
    const moved = { ...rect, x: rect.x + step[0], y: rect.y + step[1] };
    if (!taken.some((other) => overlap(moved, other))) {
      return { step, rect: moved };
    }
  }
  return null;
}

/**
 * Find for each badge the smallest step that frees it; one for which there is none drops its name.
 *
 * @param {Badge[]} badges in the order in which they choose
 * @param {Rect[]} taken what does not move; the badges' places are added
 * @returns {{step: Step, short: boolean}[]}
 */
export function stepAside(badges, taken) {
  return badges.map((badge) => {
    const whole = freeStep(badge, taken, steps(badge));
    const rect = { ...badge, w: badge.short };
    const found = whole ?? freeStep(rect, taken, steps(rect)) ?? { step: /** @type {Step} */ ([0, 0]), rect };
    taken.push(found.rect);
    return { step: found.step, short: !whole };
  });
}
