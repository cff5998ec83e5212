/** Countries and their names, drawn from the page's own outlines. */

import { freeStep } from "./arrange.js";
import { quoted } from "./dom.js";
import { moveAside } from "./symbollayer.js";

const DEGREE_AT_ZOOM_0 = 256 / 360;
/** Mean width of a letter of the names, in pixels. */
const LETTER = 7.5;
const WIDE_LETTER = 11;
/** Where a name may stand, up or down of its point. @type {import("./arrange.js").Step[]} */
const STEPS = [
  [0, 0],
  [0, 24],
  [0, -24],
];

/** What lines look like by their kind; one of a kind that is not known here is drawn as disputed. @type {Record<string, string>} */
const LOOKS = {
  international: "ge-border",
  disputed: "ge-border ge-disputed",
  undetermined: "ge-border ge-disputed",
  armistice: "ge-border ge-control",
  ceasefire: "ge-border ge-control",
  control: "ge-border ge-control",
  withdrawal: "ge-border ge-control",
};

/**
 * Draw the countries, and the lines between them. Online tiles, where a user chose them, take their place.
 *
 * @param {L.Map} map
 * @param {import("./data.js").MapData} data
 */
export function drawBase(map, { countries, lines }) {
  const renderer = L.svg({ pane: "countries", padding: 0.3 });
  const outlines = L.layerGroup();
  for (const { shape } of countries) {
    L.polygon(shape, { pane: "countries", renderer, className: "ge-country", interactive: false }).addTo(outlines);
  }
  for (const { kind, shape } of lines) {
    const className = Object.hasOwn(LOOKS, kind) ? LOOKS[kind] : LOOKS.disputed;
    L.polyline(shape, { pane: "countries", renderer, className, interactive: false, fill: false }).addTo(outlines);
  }
  const labels = L.layerGroup();
  const base = L.layerGroup([outlines, labels]);

  const largestFirst = [...countries].sort((a, b) => b.width - a.width);

  /** Write the names that there is room for. @param {Set<string>} badged named by a badge @param {import("./arrange.js").Rect[]} taken */
  function label(badged, taken) {
    labels.clearLayers();
    const zoom = map.getZoom();
    const view = map.getBounds().pad(0.1);
    for (const { name, lat, lon, width } of largestFirst) {
      const room = width * DEGREE_AT_ZOOM_0 * 2 ** zoom;
      const wide = room > name.length * 24;
      const w = (name.length * (wide ? WIDE_LETTER : LETTER)) / 2;
      if (room < 1.6 * w + 10 || badged.has(name) || !view.contains([lat, lon])) {
        continue;
      }
      const { x, y } = map.latLngToLayerPoint([lat, lon]);
      const free = freeStep({ x, y, w, h: 8 }, taken, STEPS);
      if (!free) {
        continue;
      }
      taken.push(free.rect);
      const text = quoted(name);
      text.className = wide ? "ge-name ge-name-wide" : "ge-name";
      const icon = L.divIcon({ className: "ge-symbol", html: text, iconSize: undefined });
      const marker = L.marker([lat, lon], { icon, pane: "names", interactive: false, keyboard: false }).addTo(labels);
      moveAside(marker, free.step);
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

  map.on("ge:arranged", (/** @type {any} */ { names, taken }) => label(names, taken));
  map.on("layeradd layerremove", ({ layer }) => layer instanceof L.GridLayer && choose());
  choose();
}
