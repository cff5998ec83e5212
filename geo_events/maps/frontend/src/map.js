/** The map of a page: `geoEvents.create` makes it, `geoEvents.finish` ends the page's set-up. */

import { drawBase } from "./basemap.js";
import { supportFolium } from "./compat.js";
import { readData } from "./data.js";
import { h } from "./dom.js";
import { LayerList, hatchings, layerPanel, titleCard } from "./panels.js";
import { Stage } from "./stage.js";
import { toponymSymbols } from "./toponyms.js";

/** Panes from the bottom up, with their places between Leaflet's own (tiles 200, shapes 400, markers 600, popups 700). */
const PANES = { countries: 250, names: 300, areas: 390, toponyms: 590, badges: 610, symbols: 620 };

/** A layer that only stands in the list of layers: switching it on or off goes to `toggle`. */
const Switch = L.Layer.extend({
  /** @param {import("./data.js").LayerInfo} info @param {(on: boolean) => void} toggle */
  initialize(info, toggle) {
    L.setOptions(this, { info });
    this.toggle = toggle;
  },
  onAdd() {
    this.toggle(true);
  },
  onRemove() {
    this.toggle(false);
  },
});

/**
 * Make the map in its element.
 *
 * @param {string} id of the element; its data block's is the same with `_data`
 * @param {L.MapOptions} options
 */
function create(id, options) {
  const data = readData(`${id}_data`);
  const map = L.map(id, {
    maxBounds: [[-86, -240], [86, 240]],
    maxBoundsViscosity: 0.6,
    minZoom: 2,
    zoomSnap: 0.5,
    zoomControl: false,
    ...options,
  });
  const container = map.getContainer();
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", "Map");
  container.append(hatchings());
  for (const [name, level] of Object.entries(PANES)) {
    map.createPane(name).style.zIndex = String(level);
  }
  map.getPane("names")?.style.setProperty("pointer-events", "none");
  map.attributionControl.setPrefix("");
  data.credits.forEach((credit) => map.attributionControl.addAttribution(h("span", {}, credit).innerHTML));
  titleCard(map, data);
  L.control.zoom({ position: "bottomright" }).addTo(map);
  L.control.scale({ position: "bottomleft" }).addTo(map);
  drawBase(map, data.countries);
  const list = layerPanel(map, data);
  fit(map, data);
  const popup = popups(map);
  const stage = new Stage(map, data, popup);
  const toponyms = toponymSymbols(map, popup);
  for (const info of data.layers) {
    const toggle = (/** @type {boolean} */ on) =>
      info.kind === "toponyms" ? toponyms.set(on ? data.toponyms : []) : stage.toggle(info.key, on);
    const layer = new Switch(info, toggle);
    list.addOverlay(layer, info.name);
    layer.addTo(map);
  }
  /** @type {any} */ (map).geoEventsList = list;
  return map;
}

/** Show all that is drawn, beside the panels. @param {L.Map} map @param {import("./data.js").MapData} data */
function fit(map, data) {
  const bounds = data.bounds ?? [[-45, -130], [65, 160]];
  const wide = map.getSize().x >= 640;
  map.fitBounds(bounds, {
    animate: false,
    maxZoom: 9,
    paddingTopLeft: wide ? [40, 60] : [24, 130],
    paddingBottomRight: wide ? [280, 60] : [24, 60],
  });
}

/**
 * One popup at a time, that the keyboard enters and leaves.
 *
 * @param {L.Map} map
 * @returns {(content: HTMLElement, at: L.LatLng, opener: L.Marker | null) => void}
 */
function popups(map) {
  /** @type {HTMLElement | null} */
  let back = null;
  const wide = () => Math.min(360, map.getSize().x - 44);
  const tall = () => Math.max(160, Math.min(460, map.getSize().y - 150));
  const popup = L.popup({ className: "ge-popup", autoPanPadding: [12, 12], offset: [0, -4] });
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key === "Escape" && popup.isOpen()) {
      event.stopPropagation();
      map.closePopup(popup);
      back?.focus({ preventScroll: true });
    }
  });
  map.on("ge:resize", () => popup.isOpen() && popup.update());
  return (content, at, opener) => {
    back = opener?.getElement() ?? null;
    Object.assign(popup.options, { minWidth: Math.min(300, wide()), maxWidth: wide(), maxHeight: tall() });
    popup.setLatLng(at).setContent(content).openOn(map);
    const element = /** @type {HTMLElement} */ (popup.getElement());
    element.setAttribute("role", "dialog");
    element.setAttribute("aria-label", "Details");
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
  };
}

/**
 * End the set-up: layers that a user added join the list.
 *
 * @param {L.Map} map
 * @param {{layer: L.Layer, name: string, overlay: boolean}[]} added
 */
function finish(map, added) {
  const list = /** @type {any} */ (map).geoEventsList;
  for (const { layer, name, overlay } of added) {
    if (overlay) {
      list.addOverlay(layer, name);
    } else {
      list.addBaseLayer(layer, name);
    }
  }
}

supportFolium();
// a list of layers that a user adds shows their names as text as well
L.control.layers = (base, overlays, options) => new LayerList(base, overlays, options);
/** @type {any} */ (window).geoEvents = { create, finish };
