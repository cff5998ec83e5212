/**
 * What folium's own layers expect of the page. Their `Popup` calls jQuery to turn markup into an element
 * and to wait for the page, their `Icon` calls Leaflet.awesome-markers: the few lines they need are here,
 * the libraries are not.
 */

import marker from "leaflet/dist/images/marker-icon.png";
import marker2x from "leaflet/dist/images/marker-icon-2x.png";
import shadow from "leaflet/dist/images/marker-shadow.png";
import { h, s } from "./dom.js";

/** @type {Record<string, string>} colours of folium.Icon that CSS has no name for */
const COLOURS = { cadetblue: "#436978", darkpurple: "#5b396b", lightred: "#ff8e7f", lightgreen: "#bbf970", lightblue: "#8adaff", lightgray: "#a3a3a3" };
const PIN = "M13 1C6.4 1 1 6.2 1 12.8 1 21.5 13 39 13 39s12-17.5 12-26.2C25 6.2 19.6 1 13 1Z";

/** @param {string | Document | (() => void)} what */
function shim(what) {
  if (typeof what === "string") {
    const template = document.createElement("template");
    template.innerHTML = what.trim();
    return [...template.content.children];
  }
  const ready = (/** @type {() => void} */ call) => call();
  return typeof what === "function" ? ready(what) : { ready };
}

/** Let folium.Marker, Popup and Icon work without the libraries that folium would fetch. */
export function supportFolium() {
  Object.assign(window, { $: shim });
  L.Icon.Default.mergeOptions({ imagePath: " ", iconUrl: marker, iconRetinaUrl: marker2x, shadowUrl: shadow });
  delete (/** @type {any} */ (L.Icon.Default.prototype)._getIconUrl);
  Object.assign(L, { AwesomeMarkers: { icon: pin } });
}

/** @param {{markerColor?: string, iconColor?: string}} options */
function pin({ markerColor = "blue", iconColor = "white" }) {
  const html = h("span", {}, s(
    "svg",
    { viewBox: "0 0 26 40", width: 26, height: 40, "aria-hidden": "true" },
    s("path", { d: PIN, fill: COLOURS[markerColor] ?? markerColor, stroke: "#0006" }),
    s("circle", { cx: 13, cy: 13, r: 4.5, fill: iconColor }),
  ));
  return L.divIcon({ className: "ge-pin", html, iconSize: [26, 40], iconAnchor: [13, 40], popupAnchor: [0, -34] });
}
