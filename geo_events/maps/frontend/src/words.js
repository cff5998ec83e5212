/** What the map says about an event, in plain words. */

/** @typedef {import("./data.js").MapEvent} MapEvent */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** @param {string} iso YYYY-MM-DD */
function parts(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return { year, month, day, last: new Date(Date.UTC(year, month, 0)).getUTCDate() };
}

/** @param {string} iso YYYY-MM-DD */
export function dayWords(iso) {
  const { year, month, day } = parts(iso);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/**
 * @param {string} start
 * @param {string} end
 */
export function spanWords(start, end) {
  const a = parts(start);
  const b = parts(end);
  if (start === end) {
    return dayWords(start);
  }
  if (a.year === b.year && a.day === 1 && b.day === b.last) {
    if (a.month === b.month) {
      return `${MONTHS[a.month - 1]} ${a.year}`;
    }
    if (a.month === 1 && b.month === 12) {
      return String(a.year);
    }
  }
  if (a.year !== b.year) {
    return `${dayWords(start)} – ${dayWords(end)}`;
  }
  if (a.month !== b.month) {
    return `${a.day} ${MONTHS[a.month - 1]} – ${dayWords(end)}`;
  }
  return `${a.day}–${dayWords(end)}`;
}

/** @param {MapEvent} event */
export function dateWords(event) {
  const { date_start: start, date_end: end } = event;
  if (start && end) {
    return spanWords(start, end);
  }
  if (end) {
    return `on or before ${dayWords(end)}`;
  }
  return start ? `on or after ${dayWords(start)}` : "date unknown";
}

/** @type {Record<string, string>} */
const DATE_PRECISION = {
  days: "to a few days",
  week: "to the week",
  month: "to the month",
  year: "to the year",
};

/** How precisely the date is known; nothing where the date itself says it. @param {MapEvent} event */
export function datePrecisionWords(event) {
  const span = event.date_start && event.date_end && event.date_start !== event.date_end;
  return span ? (DATE_PRECISION[event.date_precision] ?? "") : "";
}

/** @param {MapEvent} event */
export function deathsWords(event) {
  const { fatalities: best, fatalities_low: low, fatalities_high: high } = event;
  const basis = basisWords(event);
  if (best === null && low === null && high === null) {
    return "not stated";
  }
  if (low !== null && high === null && (best === null || best === low)) {
    return low === 0 ? `0${basis}` : `at least ${low}${basis}`;
  }
  if (high !== null && low === null && (best === null || best === high)) {
    return `at most ${high}${basis}`;
  }
  if (best === null) {
    return `${low}–${high}${basis}`;
  }
  const range = low !== null && high !== null && low !== high ? ` (${low}–${high})` : "";
  return `${best}${range}${basis}`;
}

/** @param {MapEvent} event */
function basisWords(event) {
  if (event.fatalities_basis === "imputed") {
    return event.fatalities_text ? `, counted from “${event.fatalities_text}”` : ", imputed";
  }
  return event.fatalities_basis === "divided" ? ", a share of a joint figure" : "";
}

/** @param {number | null} km */
function radiusWords(km) {
  return km === null ? "" : ` (within ${km >= 10 ? Math.round(km) : Math.round(km * 10) / 10} km)`;
}

/** @param {MapEvent} event */
export function precisionWords(event) {
  const radius = radiusWords(event.uncertainty_km);
  switch (event.geo_precision) {
    case "exact":
      return `at the place itself${radius}`;
    case "near":
      return `near this place${radius}`;
    case "admin2":
      return "somewhere in this district";
    case "admin1":
      return "somewhere in this province";
    case "region":
      return `somewhere in this region${radius}`;
    case "country":
      return "country known, place within it not";
    case "water":
      return `at sea${radius}`;
    default:
      return "place not known";
  }
}

/** The place's name with its parents, each once. @param {MapEvent} event */
export function placeWords(event) {
  const names = [event.location, event.admin2, event.admin1, event.country];
  const kept = names.filter((name, i) => name && names.indexOf(name) === i);
  return kept.length ? kept.join(", ") : "not known";
}

/** @type {Record<string, string>} */
const REVIEW = {
  machine: "machine-coded, not reviewed",
  reviewed: "reviewed by a person",
  corrected: "corrected by a person",
  rejected: "rejected by a reviewer",
};

/** @param {MapEvent} event */
export function reviewWords(event) {
  return event.layer === "records" && event.review_status === "machine"
    ? "as the data set has it, not reviewed here"
    : (REVIEW[event.review_status] ?? event.review_status);
}

/** Tells that an event is not reported as a fact: it is drawn hollow. @param {MapEvent} event */
export function isHollow(event) {
  return event.status !== "occurred" || event.claim !== "reported";
}

/** @param {MapEvent} event */
export function isAggregate(event) {
  return event.event_clarity === "aggregate";
}

/** What kind of event, as short as can be. @param {MapEvent} event */
export function kindWords(event) {
  return event.sub_event_type ?? event.event_type;
}

/**
 * @param {number} n
 * @param {string} one
 * @param {string} [many]
 */
export function count(n, one, many = `${one}s`) {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
