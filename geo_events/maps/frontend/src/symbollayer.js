/** Draws items as symbols that can be focused and opened; only those in view are in the page. */

import { gather } from "./cluster.js";

/**
 * @template T
 * @typedef {object} SymbolOptions
 * @property {string} pane
 * @property {number} radius in pixels within which items share a symbol
 * @property {(item: T) => number} weight
 * @property {(items: T[]) => Element} symbol
 * @property {(items: T[]) => string} label for readers who hear the page
 * @property {(items: T[], marker: L.Marker) => void} open
 * @property {[number, number]} [shift] in pixels, right and down
 */

/** Draw a symbol beside its point; what it opens follows. @param {L.Marker} marker @param {[number, number]} shift */
export function moveAside(marker, [x, y]) {
  marker.getElement()?.style.setProperty("--right", `${x}px`);
  marker.getElement()?.style.setProperty("--down", `${y}px`);
  /** @type {any} */ (marker.options).shift = [x, y];
}

/**
 * @template {{lat: number, lon: number}} T
 */
export class SymbolLayer {
  /** @param {L.Map} map @param {SymbolOptions<T>} options */
  constructor(map, options) {
    this.map = map;
    this.options = options;
    /** @type {T[]} */
    this.items = [];
    /** @type {{items: T[], at: L.LatLng, marker: L.Marker | null}[]} */
    this.groups = [];
    this.zoom = NaN;
    map.on("moveend", () => this.draw());
  }

  /** @param {T[]} items */
  set(items) {
    this.items = items;
    this.zoom = NaN;
    this.draw();
  }

  draw() {
    const zoom = this.map.getZoom();
    if (zoom === undefined) {
      return;
    }
    if (zoom !== this.zoom) {
      this.zoom = zoom;
      this.regroup();
    }
    const view = this.map.getBounds().pad(0.25);
    for (const group of this.groups) {
      const wanted = view.contains(group.at);
      if (wanted && !group.marker) {
        group.marker = this.mark(group);
      } else if (!wanted && group.marker) {
        group.marker.remove();
        group.marker = null;
      }
    }
  }

  regroup() {
    const { radius, weight } = this.options;
    const focused = this.groups.find((group) => group.marker?.getElement() === document.activeElement);
    this.groups.forEach((group) => group.marker?.remove());
    const spots = this.items.map((item) => {
      const { x, y } = this.map.project([item.lat, item.lon], this.zoom);
      return { item, x, y, weight: weight(item) };
    });
    this.groups = gather(spots, radius).map((gathering) => ({
      items: gathering.map((spot) => spot.item),
      at: L.latLng(gathering[0].item.lat, gathering[0].item.lon),
      marker: null,
    }));
    const heir = focused && this.groups.find((group) => group.items.includes(focused.items[0]));
    // a marker that gets the focus pulls the map to it, so one out of view does not get it
    if (heir && this.map.getBounds().contains(heir.at)) {
      heir.marker = this.mark(heir);
      heir.marker.getElement()?.focus({ preventScroll: true });
    }
  }

  /** @param {{items: T[], at: L.LatLng}} group */
  mark({ items, at }) {
    const { pane, symbol, label, open, shift = [0, 0] } = this.options;
    const content = symbol(items);
    const icon = L.divIcon({ className: "ge-symbol", html: /** @type {HTMLElement} */ (content), iconSize: undefined });
    const marker = L.marker(at, { icon, pane, keyboard: true, riseOnHover: true, bubblingMouseEvents: false });
    marker.addTo(this.map);
    const element = /** @type {HTMLElement} */ (marker.getElement());
    moveAside(marker, shift);
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", label(items));
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        event.stopPropagation();
        open(items, marker);
      }
    });
    marker.on("click", () => open(items, marker));
    return marker;
  }
}
