/** Title, list of layers with the legend, what is not on the map, and where all of it comes from. */

import { eventDetails, eventLine } from "./details.js";
import { h, quoted, s } from "./dom.js";
import { TYPES, badge, bundle, glyph, layerKey } from "./symbols.js";
import { count, spanWords } from "./words.js";

/** @typedef {import("./data.js").MapData} MapData */
/** @typedef {import("./data.js").LayerInfo} LayerInfo */

/** Put an element into a corner of the map. @param {L.Map} map @param {L.ControlPosition} position @param {HTMLElement} element */
function corner(map, position, element) {
  const control = new L.Control({ position });
  control.onAdd = () => {
    L.DomEvent.disableClickPropagation(element);
    L.DomEvent.disableScrollPropagation(element);
    return element;
  };
  control.addTo(map);
}

/** A dialog over the page, closed by its button, by Escape or by a click beside it. @param {string} title @param {...Node} content */
function dialog(title, ...content) {
  const box = /** @type {HTMLDialogElement} */ (
    h(
      "dialog",
      { class: "ge-dialog", "aria-label": title },
      h(
        "header",
        {},
        h("h2", {}, title),
        h("button", { type: "button", class: "ge-close", "aria-label": "Close", onclick: () => box.close() }, "×"),
      ),
      h("div", { class: "ge-scroll" }, ...content),
    )
  );
  box.addEventListener("click", (event) => event.target === box && box.close());
  return box;
}

/** @param {MapData} data */
function summary({ events }) {
  const days = events.flatMap((event) => [event.date_start, event.date_end]).filter(Boolean).sort();
  const when = days.length ? spanWords(days[0], days[days.length - 1]) : "no dates";
  const single = events.filter((event) => event.event_clarity !== "aggregate").length;
  const aggregates = events.length - single;
  const what = count(single, "event") + (aggregates ? ` and ${count(aggregates, "aggregate figure")}` : "");
  return `${what} · ${when}`;
}

/** The card with the title. @param {L.Map} map @param {MapData} data */
export function titleCard(map, data) {
  const unplaced = data.events.filter((event) => event.site < 0);
  const missing = dialog(
    `Not on the map (${unplaced.length})`,
    h("p", {}, "The text or table names no place for these, or none that could be found."),
    ...unplaced.map((event) => {
      const entry = h("details", { class: "ge-unplaced" }, h("summary", {}, eventLine(event)));
      entry.addEventListener("toggle", () => entry.childElementCount === 1 && entry.append(eventDetails(event)));
      return entry;
    }),
  );
  const about = dialog("About this map", ...data.about.map(([heading, content]) => section(heading, content)));
  const card = h(
    "section",
    { class: "ge-card ge-title", "aria-label": "About the map" },
    h("h1", { dir: "auto" }, data.title),
    h("p", {}, summary(data)),
    h(
      "p",
      { class: "ge-buttons" },
      unplaced.length > 0 &&
        h("button", { type: "button", class: "ge-missing", onclick: () => missing.showModal() }, `Not on the map (${unplaced.length})`),
      h("button", { type: "button", class: "ge-about", onclick: () => about.showModal() }, "About this map"),
    ),
  );
  corner(map, "topleft", card);
  map.getContainer().append(missing, about);
  return card;
}

/** @param {string} heading @param {unknown} content */
function section(heading, content) {
  return h("section", {}, h("h3", {}, heading), written(content));
}

/** Write what a report holds: mappings as rows, lists as points. @param {unknown} value @returns {Node} */
function written(value) {
  if (Array.isArray(value)) {
    return value.length ? h("ul", {}, ...value.map((item) => h("li", {}, written(item)))) : quoted("none");
  }
  if (value !== null && typeof value === "object") {
    const rows = Object.entries(value).flatMap(([name, item]) => [
      h("dt", {}, name.replaceAll("_", " ")),
      h("dd", {}, written(item)),
    ]);
    return h("dl", {}, ...rows);
  }
  return quoted(value === null || value === "" ? "none" : typeof value === "number" ? value.toLocaleString("en") : String(value));
}

/**
 * Leaflet's list of layers, with names as text, keys and counts.
 *
 * @type {any}
 */
export const LayerList = L.Control.Layers.extend({
  /** @this {any} @param {{layer: L.Layer, name: string, overlay: boolean}} item */
  _addItem(item) {
    const info = /** @type {LayerInfo | undefined} */ (/** @type {any} */ (item.layer.options)?.info);
    const input = /** @type {HTMLInputElement} */ (
      h("input", { type: item.overlay ? "checkbox" : "radio", name: `layers-${L.stamp(this)}`, class: "leaflet-control-layers-selector" })
    );
    input.checked = this._map.hasLayer(item.layer);
    /** @type {any} */ (input).layerId = L.stamp(item.layer);
    this._layerControlInputs.push(input);
    L.DomEvent.on(input, "click", this._onInputClick, this);
    const label = h(
      "label",
      { "data-layer": info?.key },
      input,
      h("span", { class: "ge-key" }, info && layerKey(info)),
      h("span", { class: "ge-layer-name" }, quoted(String(item.name))),
      info && h("span", { class: "ge-count" }, info.count.toLocaleString("en")),
    );
    (item.overlay ? this._overlaysList : this._baseLayersList).append(label);
    this._checkDisabledLayers();
    return label;
  },
});

/**
 * The list of layers and the legend, folded away where the screen is small.
 *
 * @param {L.Map} map
 * @param {MapData} data
 */
export function layerPanel(map, data) {
  const list = new LayerList({}, {}, { collapsed: false, sortLayers: false });
  list.addTo(map);
  const panel = h(
    "details",
    { class: "ge-card ge-layers", open: map.getSize().x >= 640 },
    h("summary", {}, "Layers and legend"),
    h("div", { class: "ge-scroll" }, list.getContainer(), legend(data)),
  );
  corner(map, "topright", panel);
  return { list, panel };
}

/** @param {MapData} data */
function legend(data) {
  const type = data.events[0]?.event_type ?? "Battles";
  const sample = /** @type {any} */ ({ event_type: type, status: "occurred", claim: "reported", layer: "" });
  const has = (/** @type {(event: import("./data.js").MapEvent) => boolean} */ test) => data.events.some(test);
  const precise = (/** @type {string[]} */ ...levels) => has((event) => event.site >= 0 && levels.includes(event.geo_precision));
  const kinds = new Set(data.sites.map((site) => site.kind));
  /** @type {[boolean, Node, string][]} */
  const rows = [
    [precise("exact"), glyph({ type }, 13), "at the place itself"],
    [precise("near"), glyph({ type, near: true }, 13), "near it: the ring holds the place"],
    [data.sites.some((site) => site.shape), patch("ge-area"), "province: somewhere inside"],
    [data.sites.some((site) => site.kind === "area" && !site.shape), patch("ge-area ge-hatched"), "area or sea: within this circle"],
    [kinds.has("country"), badge("Name", [sample], "country"), "country known, place not: no pin"],
    [data.events.length > 1, bundle([sample, sample, sample]), "several: opens a list"],
    [has((event) => event.status !== "occurred" || event.claim !== "reported"), glyph({ type, hollow: true }, 13), "hollow: attempted, threatened, claimed, disputed or denied"],
  ];
  /** @type {[boolean, Node, string][]} */
  const lines = [
    [true, stroke("ge-border ge-disputed"), "boundary disputed or not determined"],
    [true, stroke("ge-border ge-control"), "line of control, armistice or ceasefire"],
  ];
  const list = (/** @type {string} */ label, /** @type {[boolean, Node, string][]} */ all) =>
    h(
      "ul",
      { class: "ge-legend", "aria-label": label },
      ...all.filter(([shown]) => shown).map(([, key, words]) => h("li", {}, h("span", { class: "ge-key" }, key), h("span", {}, words))),
    );
  const view = h("p", { class: "ge-view" }, `Boundaries: ${data.boundaries.name}; they imply no endorsement or acceptance.`);
  const symbols = rows.some(([shown]) => shown) && list("Legend", rows);
  return h("div", {}, symbols, h("div", { class: "ge-lines" }, list("Lines", lines), view));
}

/** A short stretch of a line. @param {string} look */
function stroke(look) {
  const path = s("line", { x1: 1, y1: 4, x2: 41, y2: 4, class: look });
  return s("svg", { width: 42, height: 8, "aria-hidden": "true" }, path);
}

/** @param {string} look */
function patch(look) {
  const path = s("rect", { x: 1, y: 1, width: 24, height: 14, rx: 3, class: look, style: "--type:var(--ge-mixed)" });
  if (look.includes("hatched")) {
    path.style.setProperty("fill", "url(#ge-hatch-mixed)");
  }
  return s("svg", { width: 26, height: 16, "aria-hidden": "true" }, path);
}

/** Hatchings, one for each type's colour, for shapes that only bound where something was. */
export function hatchings() {
  const colours = [...Object.values(TYPES), { id: "mixed", colour: "var(--ge-mixed)" }];
  return s(
    "svg",
    { width: 0, height: 0, class: "ge-defs", "aria-hidden": "true" },
    s(
      "defs",
      {},
      ...colours.map(({ id, colour }) =>
        s(
          "pattern",
          { id: `ge-hatch-${id}`, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
          s("line", { x1: 0, y1: 0, x2: 0, y2: 7, class: "ge-hatch", style: `--type:${colour}` }),
        ),
      ),
    ),
  );
}
