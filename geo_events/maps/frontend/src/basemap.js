/** Countries and their names, drawn from the page's own outlines. */

import { quoted } from "./dom.js";

const DEGREE_AT_ZOOM_0 = 256 / 360;
const LETTER = 7.5;

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

  function label() {
    labels.clearLayers();
    const zoom = map.getZoom();
    const view = map.getBounds().pad(0.1);
    for (const { name, lat, lon, width } of countries) {
      const room = width * DEGREE_AT_ZOOM_0 * 2 ** zoom;
      if (room < name.length * LETTER * 0.8 + 10 || !view.contains([lat, lon])) {
        continue;
      }
      const text = quoted(name);
      text.className = room > name.length * 24 ? "ge-name ge-name-wide" : "ge-name";
      const icon = L.divIcon({ className: "ge-symbol", html: text, iconSize: [0, 0] });
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

  map.on("zoomend moveend", label);
  map.on("layeradd layerremove", ({ layer }) => layer instanceof L.GridLayer && choose());
  choose();
}
