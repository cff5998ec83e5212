/** Countries and their names, drawn from the page's own outlines. */

import { quoted } from "./dom.js";

const DEGREE_AT_ZOOM_0 = 256 / 360;
/** Mean width of a letter of the names, in pixels. */
const LETTER = 7.5;
const WIDE_LETTER = 11;

/**
 * Draw the countries. Online tiles, where a user chose them, take their place.
 *
 * @param {L.Map} map
 * @param {import("./data.js").Country[]} countries
 */
export function drawBase(map, countries) {
  const renderer = L.svg({ pane: "countries", padding: 0.3 });
  const outlines = L.layerGroup();
  for (const { shape } of countries) {
    L.polygon(shape, { pane: "countries", renderer, className: "ge-country", interactive: false }).addTo(outlines);
  }
  const labels = L.layerGroup();
  const base = L.layerGroup([outlines, labels]);

  const largestFirst = [...countries].sort((a, b) => b.width - a.width);
  /** @type {Set<string>} countries that have a badge with their name */
  let badged = new Set();

  function label() {
    labels.clearLayers();
    const zoom = map.getZoom();
    const view = map.getBounds().pad(0.1);
    /** @type {{x: number, y: number, w: number}[]} */
    const written = [];
    for (const { name, lat, lon, width } of largestFirst) {
      const room = width * DEGREE_AT_ZOOM_0 * 2 ** zoom;
      const wide = room > name.length * 24;
      const w = (name.length * (wide ? WIDE_LETTER : LETTER)) / 2;
      if (room < 1.6 * w + 10 || badged.has(name) || !view.contains([lat, lon])) {
        continue;
      }
      const { x, y } = map.latLngToLayerPoint([lat, lon]);
      if (written.some((other) => Math.abs(other.x - x) < other.w + w && Math.abs(other.y - y) < 16)) {
        continue;
      }
      written.push({ x, y, w });
      const text = quoted(name);
      text.className = wide ? "ge-name ge-name-wide" : "ge-name";
      const icon = L.divIcon({ className: "ge-symbol", html: text, iconSize: undefined });
      L.marker([lat, lon], { icon, pane: "names", interactive: false, keyboard: false }).addTo(labels);
    }
  }

  function choose() {
    let tiles = false;
    map.eachLayer((layer) => {
      tiles ||= layer instanceof L.GridLayer;
    });
    if (tiles) {
      base.remove();
    } else {
      base.addTo(map);
    }
  }

  map.on("moveend", label);
  map.on("ge:badges", (/** @type {any} */ { names }) => {
    if (names.size !== badged.size || [...names].some((name) => !badged.has(name))) {
      badged = names;
      label();
    }
  });
  map.on("layeradd layerremove", ({ layer }) => layer instanceof L.GridLayer && choose());
  choose();
}
