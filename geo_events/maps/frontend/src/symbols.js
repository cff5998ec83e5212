/** Symbols: a colour of Okabe and Ito's colour-blind-safe set and a shape of its own for each event type. */

import { h, s } from "./dom.js";
import { isAggregate, isHollow } from "./words.js";

/** @typedef {import("./data.js").MapEvent} MapEvent */

/** Shapes within a box from -10 to 10. @type {Record<string, {colour: string, path: string, id: string}>} */
export const TYPES = {
  Battles: { id: "battles", colour: "#d55e00", path: "M0-9.4 9.4 0 0 9.4-9.4 0Z" },
  "Explosions/Remote violence": { id: "explosions", colour: "#e69f00", path: star(8, 9.8, 5) },
  "Violence against civilians": { id: "violence", colour: "#cc79a7", path: "M0-9 9.4 7.4H-9.4Z" },
  Protests: { id: "protests", colour: "#56b4e9", path: "M-7.8 0A7.8 7.8 0 1 1 7.8 0 7.8 7.8 0 1 1-7.8 0Z" },
  Riots: {
    id: "riots",
    colour: "#009e73",
    path: "M-3.2-9H3.2V-3.2H9V3.2H3.2V9H-3.2V3.2H-9V-3.2H-3.2Z",
  },
  "Strategic developments": { id: "strategic", colour: "#0072b2", path: "M-7.2-7.2H7.2V7.2H-7.2Z" },
};

/** @param {number} points @param {number} outer @param {number} inner */
function star(points, outer, inner) {
  const corners = Array.from({ length: points * 2 }, (_, i) => {
    const angle = (Math.PI * i) / points - Math.PI / 2;
    const radius = i % 2 ? inner : outer;
    return `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${corners.join("L")}Z`;
}

/** @typedef {{type: string, hollow?: boolean, record?: boolean, aggregate?: boolean, near?: boolean}} Look */

/** @param {MapEvent} event @returns {Look} */
export function lookOf(event) {
  return {
    type: event.event_type,
    hollow: isHollow(event),
    record: event.layer === "records",
    aggregate: isAggregate(event),
    near: event.geo_precision === "near",
  };
}

/**
 * One event's symbol.
 *
 * @param {Look} look
 * @param {number} size in pixels, of the shape itself
 */
export function glyph(look, size) {
  const { colour, path, id } = TYPES[look.type];
  const frame = look.aggregate || look.near || look.record ? 15 : 11.5;
  const pixels = (size * frame) / 11.5;
  const shape = s("path", {
    d: path,
    class: `ge-shape${look.hollow ? " ge-hollow" : ""}`,
    style: `--type:${colour}`,
  });
  return s(
    "svg",
    {
      viewBox: `${-frame} ${-frame} ${2 * frame} ${2 * frame}`,
      width: pixels,
      height: pixels,
      class: "ge-glyph",
      "data-type": id,
      "aria-hidden": "true",
    },
    look.near && s("circle", { r: 13.6, class: "ge-near", style: `--type:${colour}` }),
    look.aggregate && s("circle", { r: 13.4, class: "ge-aggregate" }),
    look.record && !look.aggregate && s("rect", { x: -13.4, y: -13.4, width: 26.8, height: 26.8, rx: 4, class: "ge-record" }),
    shape,
  );
}

/** Distinct looks of events, the commonest first. @param {MapEvent[]} events @returns {[Look, number][]} */
export function looks(events) {
  /** @type {Map<string, [Look, number]>} */
  const found = new Map();
  for (const event of events) {
    const look = { ...lookOf(event), near: false };
    const key = JSON.stringify(look);
    const entry = found.get(key) ?? [look, 0];
    entry[1] += 1;
    found.set(key, entry);
  }
  return [...found.values()].sort((a, b) => b[1] - a[1]);
}

/**
 * The symbol of several events: a ring in the shares of their types, the types' shapes on it, and the number.
 *
 * @param {MapEvent[]} events
 */
export function bundle(events) {
  const size = 30 + Math.min(18, 5 * Math.log10(events.length / 2 + 0.5));
  const radius = 13;
  /** @type {Map<string, MapEvent[]>} */
  const types = new Map();
  for (const event of events) {
    const own = types.get(event.event_type);
    if (own) {
      own.push(event);
    } else {
      types.set(event.event_type, [event]);
    }
  }
  const ring = s("g", {});
  const marks = s("g", {});
  let from = 0;
  for (const [type, own] of types) {
    const share = own.length / events.length;
    const { colour, path } = TYPES[type];
    ring.append(
      s("circle", {
        r: radius,
        class: "ge-share",
        pathLength: 100,
        "stroke-dasharray": `${100 * share} ${100 - 100 * share}`,
        "stroke-dashoffset": -100 * from,
        transform: "rotate(-90)",
        style: `--type:${colour}`,
      }),
    );
    const angle = 2 * Math.PI * (from + (types.size === 1 ? 0 : share / 2));
    marks.append(
      s("path", {
        d: path,
        class: `ge-shape ge-mark${own.every(isHollow) ? " ge-hollow" : ""}`,
        style: `--type:${colour}`,
        transform: `translate(${(radius * Math.sin(angle)).toFixed(1)} ${(-radius * Math.cos(angle)).toFixed(1)}) scale(.54)`,
      }),
    );
    from += share;
  }
  const record = events.every((event) => event.layer === "records");
  const aggregate = events.every(isAggregate);
  const words = events.length > 999 ? `${Math.round(events.length / 100) / 10}k` : String(events.length);
  return s(
    "svg",
    { viewBox: "-20 -20 40 40", width: size * 1.33, height: size * 1.33, class: "ge-bundle", "aria-hidden": "true" },
    s("circle", { r: radius, class: "ge-plate" }),
    ring,
    record && s("circle", { r: radius + 4, class: "ge-record" }),
    aggregate && s("circle", { r: radius + 4, class: "ge-aggregate" }),
    marks,
    s("text", { class: "ge-number", y: 0.4, "font-size": words.length > 3 ? 8 : words.length > 2 ? 9.5 : 11.5 }, words),
  );
}

/**
 * A badge: the name of an area or country, the looks of its events, their number. It marks no point.
 *
 * @param {string} name
 * @param {MapEvent[]} events
 * @param {"area" | "country"} kind
 */
export function badge(name, events, kind) {
  return h(
    "span",
    { class: `ge-badge ge-badge-${kind}${events.every(isAggregate) ? " ge-badge-aggregate" : ""}` },
    h("span", { class: "ge-badge-looks" }, ...looks(events).slice(0, 3).map(([look]) => glyph(look, 10))),
    h("span", { class: "ge-badge-name" }, name),
    h("span", { class: "ge-badge-count" }, events.length.toLocaleString("en")),
  );
}

/** A key to a layer, for the list of layers. @param {import("./data.js").LayerInfo} layer */
export function layerKey(layer) {
  if (layer.kind === "toponyms") {
    return h("span", { class: "ge-toponym" });
  }
  if (layer.kind === "type") {
    return glyph({ type: layer.name }, 14);
  }
  const frame = layer.kind === "records" ? "ge-record" : "ge-aggregate";
  const around = layer.kind === "records"
    ? s("rect", { x: -9, y: -9, width: 18, height: 18, rx: 3, class: frame })
    : s("circle", { r: 9, class: frame });
  return s(
    "svg",
    { viewBox: "-11 -11 22 22", width: 19, height: 19, "aria-hidden": "true" },
    around,
    s("circle", { r: 4, class: "ge-any" }),
  );
}
