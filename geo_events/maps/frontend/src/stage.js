/** The events on the map: which symbols there are follows from the layers that are switched on. */

import { stepAside } from "./arrange.js";
import { eventDetails, eventList } from "./details.js";
import { h, quoted } from "./dom.js";
import { SymbolLayer, moveAside } from "./symbollayer.js";
import { TYPES, badge, bundle, glyph, lookOf } from "./symbols.js";
import { count, isAggregate, isHollow, kindWords } from "./words.js";

/** @typedef {import("./data.js").MapEvent} MapEvent */
/** @typedef {import("./data.js").Site} Site */

/** A site with those of its events that are shown. @typedef {Site & {events: MapEvent[]}} Shown */

/** Colour of what stands for events of several types. */
const MIXED = "var(--ge-mixed)";
/** Zoom from which badges of provinces and regions carry their names. */
const AREA_NAMES = 4;

export class Stage {
  /**
   * @param {L.Map} map
   * @param {import("./data.js").MapData} data
   * @param {(content: HTMLElement, at: L.LatLng, opener: L.Marker | null) => void} popup
   */
  constructor(map, data, popup) {
    this.map = map;
    this.data = data;
    this.popup = popup;
    /** @type {Set<string>} */
    this.keys = new Set();
    this.started = false;
    this.areas = L.layerGroup().addTo(map);
    this.rings = L.layerGroup().addTo(map);
    this.shapes = L.svg({ pane: "areas" });
    const point = { pane: "symbols", radius: 30, symbol: pointSymbol };
    const label = { pane: "badges", radius: 34 };
    /** Aggregates are apart from the events they may count, and a little aside where they meet. */
    this.layers = {
      point: this.symbols(point),
      pointAggregate: this.symbols({ ...point, shift: [22, 18] }),
      area: this.symbols({ ...label, symbol: (shown) => badgeSymbol(shown, "area") }),
      areaAggregate: this.symbols({ ...label, symbol: (shown) => badgeSymbol(shown, "area") }),
      country: this.symbols({ ...label, symbol: (shown) => badgeSymbol(shown, "country") }),
      countryAggregate: this.symbols({ ...label, symbol: (shown) => badgeSymbol(shown, "country") }),
    };
    map.on("moveend", () => this.complete());
  }

  /** @param {Partial<import("./symbollayer.js").SymbolOptions<Shown>> & {pane: string, radius: number, symbol: (shown: Shown[]) => Element}} options */
  symbols(options) {
    return /** @type {SymbolLayer<Shown>} */ (
      new SymbolLayer(this.map, {
        weight: (/** @type {Shown} */ shown) => shown.events.length,
        label: describe,
        open: (/** @type {Shown[]} */ shown, /** @type {L.Marker} */ marker) => this.open(shown, marker.getLatLng(), marker),
        ...options,
      })
    );
  }

  /** @param {string} key of a layer @param {boolean} on */
  toggle(key, on) {
    if (on) {
      this.keys.add(key);
    } else {
      this.keys.delete(key);
    }
    if (this.started) {
      this.refresh();
    }
  }

  /** Draw for the first time, once all layers are there. */
  start() {
    this.started = true;
    this.refresh();
  }

  refresh() {
    /** @type {Record<string, Map<number, Shown>>} */
    const found = { point: new Map(), area: new Map(), country: new Map() };
    for (const kind of Object.keys(found)) {
      found[`${kind}Aggregate`] = new Map();
    }
    for (const event of this.data.events) {
      if (event.site < 0 || !this.keys.has(event.layer)) {
        continue;
      }
      const site = this.data.sites[event.site];
      const sites = found[site.kind + (isAggregate(event) ? "Aggregate" : "")];
      const shown = sites.get(event.site);
      if (shown) {
        shown.events.push(event);
      } else {
        sites.set(event.site, { ...site, events: [event] });
      }
    }
    for (const [name, layer] of Object.entries(this.layers)) {
      layer.set([...found[name].values()]);
    }
    this.drawAreas([...found.area.values(), ...found.areaAggregate.values()]);
    this.complete();
  }

  /** What depends on the symbols that are in view. */
  complete() {
    this.drawRings();
    this.arrangeBadges();
  }

  /** Badges give way to symbols and to each other; countries with a badge need no other label. */
  arrangeBadges() {
    const { point, pointAggregate, area, country, areaAggregate, countryAggregate } = this.layers;
    const drawn = (/** @type {SymbolLayer<Shown>[]} */ ...layers) =>
      layers.flatMap((layer) => layer.groups).filter((group) => group.marker);
    const taken = drawn(point, pointAggregate).map(({ at, marker }) => {
      const [right, down] = /** @type {any} */ (marker?.options).shift;
      const { x, y } = this.pixel(at);
      return { x: x + right, y: y + down, w: 15, h: 15 };
    });
    const groups = drawn(area, country, areaAggregate, countryAggregate);
    const far = this.map.getZoom() < AREA_NAMES;
    const badges = groups.map(({ at, marker, items }) =>
      measured(marker, this.pixel(at), far && items[0].kind === "area"),
    );
    stepAside(badges, taken).forEach(({ step, short }, i) => {
      badges[i].face.classList.toggle("ge-badge-short", short || badges[i].w === badges[i].short);
      moveAside(badges[i].marker, step);
    });
    const named = groups.filter((_, i) => !badges[i].face.classList.contains("ge-badge-short"));
    const names = new Set(named.flatMap((group) => group.items.map((site) => site.name)));
    this.map.fire("ge:arranged", { names, taken });
  }

  /** @param {L.LatLng} at */
  pixel(at) {
    const { x, y } = this.map.latLngToLayerPoint(at);
    return { x, y };
  }

  /** Provinces and regions are shaded; where no outline is known, a hatched circle holds the place. @param {Shown[]} sites */
  drawAreas(sites) {
    this.areas.clearLayers();
    for (const shown of sites) {
      const style = { pane: "areas", renderer: this.shapes, bubblingMouseEvents: false };
      const className = `ge-area${shown.events.every(isHollow) ? " ge-hollow" : ""}`;
      const path = shown.shape?.length
        ? L.polygon(shown.shape, { ...style, className })
        : L.circle([shown.lat, shown.lon], {
            ...style,
            className: `${className} ge-hatched`,
            radius: 1000 * (shown.radius ?? 25),
          });
      path.on("click", (/** @type {L.LeafletMouseEvent} */ click) => this.open([shown], click.latlng, null));
      path.addTo(this.areas);
      const element = /** @type {SVGElement} */ (path.getElement());
      element.style.setProperty("--type", colourOf(shown.events));
      if (!shown.shape?.length) {
        element.style.setProperty("fill", `url(#ge-hatch-${typeOf(shown.events)})`);
      }
    }
  }

  /** Where a symbol stands for one near place only, a ring shows how far off it may be. */
  drawRings() {
    this.rings.clearLayers();
    const scale = (/** @type {number} */ lat) =>
      (40075 * Math.cos((lat * Math.PI) / 180)) / (256 * 2 ** this.map.getZoom());
    for (const { items, marker } of this.layers.point.groups) {
      const [shown] = items;
      const near = shown.events.filter((event) => event.geo_precision === "near");
      const radius = Math.max(0, ...near.map((event) => event.uncertainty_km ?? 0));
      if (!marker || items.length > 1 || radius / scale(shown.lat) < 18) {
        continue;
      }
      const ring = L.circle([shown.lat, shown.lon], {
        pane: "areas",
        renderer: this.shapes,
        radius: 1000 * radius,
        className: "ge-ring",
        interactive: false,
      }).addTo(this.rings);
      /** @type {SVGElement} */ (ring.getElement()).style.setProperty("--type", colourOf(near));
    }
  }

  /**
   * @param {Shown[]} shown
   * @param {L.LatLng} at
   * @param {L.Marker | null} opener
   */
  open(shown, at, opener) {
    const events = shown.flatMap((site) => site.events);
    if (events.length === 1) {
      this.popup(eventDetails(events[0]), at, opener);
      return;
    }
    const bounds = L.latLngBounds(shown.map((site) => [site.lat, site.lon]));
    const nearer = () => this.map.closePopup().fitBounds(bounds, { padding: [60, 60], maxZoom: 13 });
    const action =
      shown.length > 1 ? h("button", { type: "button", class: "ge-zoom", onclick: nearer }, "Zoom in") : null;
    const heading = h("span", {}, quoted(shown[0].name || "Unnamed place"), andMore(shown.length));
    this.popup(eventList(events, { heading, action, changed: () => this.map.fire("ge:resize") }), at, opener);
  }
}

/** A badge's size with its name and without. @param {L.Marker | null} marker @param {{x: number, y: number}} at @param {boolean} brief */
function measured(marker, at, brief) {
  const face = /** @type {HTMLElement} */ (marker?.getElement()?.firstElementChild);
  face.classList.remove("ge-badge-short");
  const name = /** @type {HTMLElement} */ (face.querySelector(".ge-badge-name"));
  const whole = face.offsetWidth / 2 + 2;
  const short = whole - name.offsetWidth / 2 - 2;
  return { marker: /** @type {L.Marker} */ (marker), face, ...at, w: brief ? short : whole, short, h: face.offsetHeight / 2 + 1 };
}

/** @param {number} places */
function andMore(places) {
  return places > 1 ? ` and ${count(places - 1, "place")} near it` : "";
}

/** @param {Shown[]} shown */
function describe(shown) {
  const events = shown.flatMap((site) => site.events);
  const place = (shown[0].name || "unnamed place") + andMore(shown.length);
  return events.length === 1
    ? `${kindWords(events[0])}, ${place}`
    : `${count(events.length, "entry", "entries")}, ${place}`;
}

/** @param {Shown[]} shown */
function pointSymbol(shown) {
  const events = shown.flatMap((site) => site.events);
  return events.length === 1 ? glyph(lookOf(events[0]), 17) : bundle(events);
}

/** @param {Shown[]} shown @param {"area" | "country"} kind */
function badgeSymbol(shown, kind) {
  const events = shown.flatMap((site) => site.events);
  const more = shown.length > 1 ? ` +${shown.length - 1}` : "";
  return badge((shown[0].name || "Area") + more, events, kind);
}

/** @param {MapEvent[]} events */
function typeOf(events) {
  const [{ event_type: type }] = events;
  return events.every((event) => event.event_type === type) ? TYPES[type].id : "mixed";
}

/** @param {MapEvent[]} events */
function colourOf(events) {
  return typeOf(events) === "mixed" ? MIXED : TYPES[events[0].event_type].colour;
}
