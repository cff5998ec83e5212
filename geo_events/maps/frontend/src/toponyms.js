/** Places that the articles name: small neutral dots, apart from the events. */

import { h, quoted } from "./dom.js";
import { SymbolLayer } from "./symbollayer.js";
import { count } from "./words.js";

/** @typedef {import("./data.js").Toponym} Toponym */

/**
 * @param {L.Map} map
 * @param {(content: HTMLElement, at: L.LatLng, opener: L.Marker | null) => void} popup
 * @returns {SymbolLayer<Toponym>}
 */
export function toponymSymbols(map, popup) {
  return new SymbolLayer(map, {
    pane: "toponyms",
    radius: 9,
    weight: (/** @type {Toponym} */ place) => place.mentions,
    symbol: () => h("span", { class: "ge-toponym" }),
    label: (/** @type {Toponym[]} */ places) => `Named in the articles: ${places.map((place) => place.name).join(", ")}`,
    open: (/** @type {Toponym[]} */ places, /** @type {L.Marker} */ marker) =>
      popup(placeList(places), marker.getLatLng(), marker),
  });
}

/** @param {Toponym[]} places */
function placeList(places) {
  const entries = places.flatMap(({ name, mentions, articles }) => [
    h("dt", {}, quoted(name)),
    h("dd", {}, `${count(mentions, "mention")} in `, quoted(articles.join(", "))),
  ]);
  return h("article", { class: "ge-event" }, h("p", { class: "ge-kicker" }, "Named in the articles"), h("dl", {}, ...entries));
}
