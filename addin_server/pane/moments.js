/** @file Instants as people of a language and a zone write them. Pure. */

/** @typedef {{locale: string, zone: string}} Place */

const MINUTE = 60_000;

/**
 * "Tue 24 Nov, 14:00"; with the year when it is not this one.
 * @param {string} iso
 * @param {Place} place
 * @param {number} now
 */
export function written(iso, place, now) {
  const instant = new Date(iso);
  const year = (/** @type {Date} */ date) => wall(date.toISOString(), place.zone).slice(0, 4);
  return new Intl.DateTimeFormat(place.locale, {
    timeZone: place.zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
    ...(year(instant) === year(new Date(now)) ? {} : { year: "numeric" }),
  }).format(instant);
}

/**
 * How long until an instant, rounded down: "5 hours". Late is how long ago it was.
 * @param {string} iso
 * @param {string} locale
 * @param {number} now
 * @returns {{late: boolean, span: string}}
 */
export function remaining(iso, locale, now) {
  const distance = Date.parse(iso) - now;
  const minutes = Math.floor(Math.abs(distance) / MINUTE);
  const [amount, unit] =
    minutes < 60 ? [minutes, "minute"] : minutes < 48 * 60 ? [Math.floor(minutes / 60), "hour"] : [Math.floor(minutes / 1440), "day"];
  const span = new Intl.NumberFormat(locale, { style: "unit", unit: String(unit), unitDisplay: "long" });
  return { late: distance <= 0, span: span.format(Number(amount)) };
}

/**
 * The wall clock in a zone, as `<input type="datetime-local">` takes it.
 * @param {string} iso
 * @param {string} zone
 */
export function wall(iso, zone) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(iso));
  const get = (/** @type {string} */ type) => parts.find((part) => part.type === type)?.value ?? "";
  return `${get("year").padStart(4, "0")}-${get("month")}-${get("day")}T${get("hour")}:${get("minute")}`;
}

/**
 * The instant at which the clocks of a zone show that; null when it is not a date. A time that
 * the spring change skips becomes the one an hour later.
 * @param {string} clock  "2026-11-24T14:00"
 * @param {string} zone
 * @returns {string|null}
 */
export function instant(clock, zone) {
  const asUtc = Date.parse(`${clock}Z`);
  if (Number.isNaN(asUtc)) return null;
  const offset = (/** @type {number} */ at) => Date.parse(`${wall(new Date(at).toISOString(), zone)}Z`) - at;
  const first = asUtc - offset(Math.floor(asUtc / MINUTE) * MINUTE);
  const settled = asUtc - offset(first);
  return new Date(settled).toISOString();
}
