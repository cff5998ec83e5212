/** Reading the page's one data block. */

/**
 * One event, its fields named as the event table's columns; a field is null where the table says nothing.
 *
 * @typedef {Record<string, any> & {index: number, layer: string, site: number}} MapEvent
 */

/**
 * Where events are drawn: a point, an area or a country's label.
 *
 * @typedef {object} Site
 * @property {"point" | "area" | "country"} kind
 * @property {string} name
 * @property {number} lat
 * @property {number} lon
 * @property {number | null} radius uncertainty in kilometres
 * @property {[number, number][][][] | null} shape polygons of rings of [lat, lon]
 * @property {boolean} water
 */

/**
 * @typedef {object} Country
 * @property {string} name
 * @property {string} iso3
 * @property {number} lat
 * @property {number} lon
 * @property {number} width of its largest part, in degrees
 * @property {[number, number][][][]} shape
 */

/**
 * @typedef {object} Line
 * @property {string} kind
 * @property {string} name
 * @property {[number, number][][]} shape lines of [lat, lon]
 */

/**
 * @typedef {object} Toponym
 * @property {string} name
 * @property {number} lat
 * @property {number} lon
 * @property {number} mentions
 * @property {string[]} articles
 */

/**
 * @typedef {object} LayerInfo
 * @property {string} key
 * @property {string} name
 * @property {"type" | "records" | "aggregates" | "toponyms"} kind
 * @property {number} count
 */

/**
 * @typedef {object} MapData
 * @property {string} title
 * @property {[[number, number], [number, number]] | null} bounds
 * @property {MapEvent[]} events
 * @property {Site[]} sites
 * @property {Country[]} countries
 * @property {Line[]} lines between them
 * @property {{view: string, name: string, note: string}} boundaries whose view of them is drawn
 * @property {Toponym[]} toponyms
 * @property {LayerInfo[]} layers
 * @property {[string, unknown][]} about headings and what stands under them
 * @property {string[]} credits
 */

/**
 * Undo the delta coding of a shape: each ring is a list of whole numbers, the first point and then steps.
 *
 * @param {number[][][] | null} coded
 * @param {number} scale steps in a degree
 * @returns {[number, number][][][]}
 */
export function decodeShape(coded, scale) {
  return (coded ?? []).map((polygon) => polygon.map((steps) => decodeLine(steps, scale)));
}

/** Undo the delta coding of one ring or line. @param {number[]} steps @param {number} scale @returns {[number, number][]} */
function decodeLine(steps, scale) {
  /** @type {[number, number][]} */
  const line = [];
  let x = 0;
  let y = 0;
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    line.push([y / scale, x / scale]);
  }
  return line;
}

/**
 * Turn columns into rows. A column is a list of values, or, where values repeat, a list of distinct
 * values and each row's place in it (-1 for null).
 *
 * @param {{count: number, columns: Record<string, any>}} table
 * @returns {MapEvent[]}
 */
function decodeRows(table) {
  const readers = Object.entries(table.columns).map(([name, column]) =>
    Array.isArray(column)
      ? { name, read: (/** @type {number} */ i) => column[i] }
      : { name, read: (/** @type {number} */ i) => column.values[column.codes[i]] ?? null },
  );
  return Array.from({ length: table.count }, (_, index) => {
    /** @type {any} */
    const row = { index };
    for (const { name, read } of readers) {
      row[name] = read(index);
    }
    return row;
  });
}

/**
 * @param {string} id of the data block
 * @returns {MapData}
 */
export function readData(id) {
  const raw = JSON.parse(document.getElementById(id)?.textContent ?? "{}");
  return {
    ...raw,
    events: decodeRows(raw.events),
    sites: raw.sites.map((/** @type {any} */ site) => ({
      ...site,
      shape: site.shape && decodeShape(site.shape, raw.scales.outline),
    })),
    countries: raw.countries.map((/** @type {any} */ country) => ({
      ...country,
      shape: decodeShape(country.shape, raw.scales.base),
    })),
    lines: raw.lines.map((/** @type {any} */ line) => ({
      ...line,
      shape: line.shape.map((/** @type {number[]} */ steps) => decodeLine(steps, raw.scales.base)),
    })),
  };
}
