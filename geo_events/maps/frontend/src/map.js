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

/** Widest popup, and the width below which the panels lie above and below the map, in pixels. */
const POPUP = 350;
const NARROW = 640;

/**
 * A layer that only stands in the list of layers: switching it on or off goes to `toggle`.
 *
 * @type {any}
 */
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
    minZoom: 1,
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
  map.attributionControl.addAttribution(h("span", {}, data.credits.join(" · ")).innerHTML);
  const card = titleCard(map, data);
  L.control.zoom({ position: "bottomright" }).addTo(map);
  L.control.scale({ position: "bottomleft" }).addTo(map);
  drawBase(map, data);
  const { list, panel } = layerPanel(map, data);
  const free = () => freeSpace(map, card, panel);
  fit(map, data, free());
  const popup = popups(map, free);
  const stage = new Stage(map, data, popup);
  const toponyms = toponymSymbols(map, popup);
  for (const info of data.layers) {
    const toggle = (/** @type {boolean} */ on) =>
      info.kind === "toponyms" ? toponyms.set(on ? data.toponyms : []) : stage.toggle(info.key, on);
    const layer = new Switch(info, toggle);
    list.addOverlay(layer, info.name);
    layer.addTo(map);
  }
  stage.start();
  /** @type {any} */ (map).geoEventsList = list;
  return map;
}

/**
 * The part of the map that no panel covers, as margins: beside the panels where the map is wide, else below the card.
 *
 * @typedef {{left: number, top: number, right: number, bottom: number}} Free
 * @param {L.Map} map
 * @param {HTMLElement} card
 * @param {HTMLElement} panel
 * @returns {Free}
 */
function freeSpace(map, card, panel) {
  const width = map.getSize().x;
  const left = card.offsetLeft + card.offsetWidth + 10;
  const right = width < NARROW ? 0 : panel.offsetWidth + 20;
  const beside = width - left - right >= POPUP + 20;
  return { left: beside ? left : 12, top: beside ? 12 : card.offsetHeight + 20, right: right + 12, bottom: 40 };
}

/** Show all that is drawn. @param {L.Map} map @param {import("./data.js").MapData} data @param {Free} free */
function fit(map, data, free) {
  const bounds = data.bounds ?? [[-45, -130], [65, 160]];
  map.fitBounds(bounds, {
    animate: false,
    maxZoom: 9,
    paddingTopLeft: [Math.min(free.left, 60), Math.max(free.top, 40)],
    paddingBottomRight: [free.right, free.bottom + 10],
  });
}

/**
 * One popup at a time, that the keyboard enters and leaves.
 *
 * @param {L.Map} map
 * @param {() => Free} free
 * @returns {(content: HTMLElement, at: L.LatLng, opener: L.Marker | null) => void}
 */
function popups(map, free) {
  /** @type {HTMLElement | null} */
  let back = null;
  const popup = L.popup({ className: "ge-popup" });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
      const ours = popup.isOpen();
      map.closePopup();
      if (ours) {
        back?.focus({ preventScroll: true });
      }
    }
  });
  map.on("ge:resize", () => popup.isOpen() && popup.update());
  return (content, at, opener) => {
    back = opener?.getElement() ?? null;
    const { left, top, right, bottom } = free();
    const { x, y } = map.getSize();
    const [dx, dy] = /** @type {any} */ (opener?.options)?.shift ?? [0, 0];
    const maxWidth = Math.min(POPUP, x - 60);
    Object.assign(popup.options, {
      offset: [dx, dy - 4],
      minWidth: Math.min(300, maxWidth),
      maxWidth,
      maxHeight: Math.max(160, Math.min(460, y - top - bottom - 70)),
      autoPanPaddingTopLeft: [left, top],
      autoPanPaddingBottomRight: [right, bottom],
    });
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
Object.assign(L.control, {
  /** @param {...unknown} given */
  layers: (...given) => new LayerList(...given),
});
Object.assign(window, { geoEvents: { create, finish } });
