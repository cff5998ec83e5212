/** What a symbol opens: one event in full, or the list of the events it stands for. */

import { h, quoted } from "./dom.js";
import { glyph, lookOf } from "./symbols.js";
import {
  count,
  datePrecisionWords,
  dateWords,
  dayWords,
  deathsWords,
  isAggregate,
  kindWords,
  placeWords,
  precisionWords,
  reviewWords,
} from "./words.js";

/** @typedef {import("./data.js").MapEvent} MapEvent */

const PAGE = 50;

/** A link only where the address is one of the web; anything else stays text. @param {string} address */
function webLink(address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  return url.protocol === "http:" || url.protocol === "https:" ? url : null;
}

/** @param {MapEvent} event */
function chips(event) {
  const words = [
    isAggregate(event) && "aggregate figure, not one event",
    event.status !== "occurred" && event.status,
    event.claim !== "reported" && event.claim,
  ];
  return words.filter(Boolean).map((word) => h("span", { class: "ge-chip" }, String(word)));
}

/** @param {MapEvent} event */
function actors(event) {
  const named = [event.actor1 ?? event.actor1_text, event.actor2 ?? event.actor2_text];
  if (!named[0] && !named[1]) {
    return "not stated";
  }
  return h("span", {}, quoted(named[0] ?? "not stated"), " → ", quoted(named[1] ?? "not stated"));
}

/** @param {MapEvent} event */
function sourceLine(event) {
  const published = event.published && `published ${dayWords(event.published)}`;
  const outlet = event.source ?? "source not named";
  const url = event.source_url && webLink(event.source_url);
  const name = url
    ? h("a", { href: url.href, rel: "noopener noreferrer", target: "_blank" }, quoted(outlet))
    : quoted(outlet);
  const plain = event.source_url && !url ? quoted(event.source_url) : null;
  return h("span", {}, name, published && `, ${published}`, plain && ", ", plain);
}

/** @param {MapEvent} event */
function facts(event) {
  const precision = datePrecisionWords(event);
  /** @type {[string, import("./dom.js").Child][]} */
  const rows = [
    ["When", dateWords(event) + (precision && ` (${precision})`)],
    ["Where", h("span", {}, quoted(placeWords(event)), h("span", { class: "ge-note" }, precisionWords(event)))],
    ["Who", actors(event)],
    ["Deaths", deathsWords(event) + (event.fatalities_civilians === null ? "" : `; civilians ${event.fatalities_civilians}`)],
    ["Injured", event.injured === null ? null : String(event.injured)],
    ["Target", event.target],
    ["Said by", event.attributed_to && quoted(event.attributed_to)],
    ["Source", sourceLine(event)],
    ["Data set", event.dataset === "article" ? null : quoted(event.dataset)],
    ["Confidence", event.confidence === null ? null : `${Math.round(event.confidence * 100)} in 100`],
    ["Review", reviewWords(event)],
  ];
  return h(
    "dl",
    {},
    ...rows.filter(([, value]) => value).flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
  );
}

/**
 * Everything the page knows about an event.
 *
 * @param {MapEvent} event
 */
export function eventDetails(event) {
  return h(
    "article",
    { class: "ge-event", "data-event": event.event_id },
    h(
      "p",
      { class: "ge-kicker" },
      glyph(lookOf(event), 12),
      h("span", {}, h("b", {}, kindWords(event)), event.sub_event_type && ` · ${event.event_type}`),
      ...chips(event),
    ),
    event.headline && h("h3", { dir: "auto" }, event.headline),
    event.evidence && h("blockquote", { dir: "auto" }, event.evidence),
    facts(event),
  );
}

/** An event in a line, with its own words: a headline may be the same for several. @param {MapEvent} event */
export function eventLine(event) {
  const deaths = deathsWords(event);
  return h(
    "span",
    { class: "ge-line" },
    glyph(lookOf(event), 12),
    h(
      "span",
      {},
      h("b", {}, kindWords(event)),
      h("span", { class: "ge-note" }, dateWords(event), deaths !== "not stated" && deaths !== "0" && ` · ${deaths} killed`),
      h("span", { class: "ge-words", dir: "auto" }, event.evidence ?? event.headline ?? ""),
    ),
  );
}

/**
 * A list of events that opens each in its place and comes back.
 *
 * @param {MapEvent[]} events
 * @param {{heading: import("./dom.js").Child, action?: HTMLElement | null, changed: () => void}} options
 * `changed` is called when the content has another size.
 */
export function eventList(events, { heading, action, changed }) {
  // Leaflet takes a click for one on the map when the button is gone by the time it looks
  const box = h("div", { class: "ge-list", onclick: (/** @type {Event} */ event) => event.stopPropagation() });
  const sorted = [...events].sort(
    (a, b) => (b.date_end ?? "").localeCompare(a.date_end ?? "") || a.index - b.index,
  );
  let shown = PAGE;

  /** @param {...Node} content */
  function put(...content) {
    box.replaceChildren(...content);
    changed();
  }

  /** @param {MapEvent | null} [from] the event whose entry gets the focus */
  function list(from = null) {
    /** @type {HTMLElement | null} */
    let focus = null;
    const entries = sorted.slice(0, shown).map((event) => {
      const button = h("button", { type: "button", onclick: () => one(event) }, eventLine(event));
      focus = event === from ? button : focus;
      return h("li", {}, button);
    });
    const rest = sorted.length - shown;
    const more = rest > 0 && h("button", { type: "button", class: "ge-more", onclick: grow }, `Show ${Math.min(rest, PAGE)} more of ${rest}`);
    put(
      h("header", {}, h("h3", {}, heading ?? "", h("span", { class: "ge-note" }, count(events.length, "entry", "entries"))), action ?? ""),
      h("ol", {}, ...entries),
      ...(more ? [more] : []),
    );
    /** @type {HTMLElement | null} */ (focus)?.focus();
  }

  function grow() {
    shown += PAGE;
    list(sorted[shown - PAGE]);
  }

  /** @param {MapEvent} event */
  function one(event) {
    const back = h("button", { type: "button", class: "ge-back", onclick: () => list(event) }, `← All ${events.length}`);
    put(back, eventDetails(event));
    back.focus();
  }

  list();
  return box;
}
