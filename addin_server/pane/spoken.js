/** @file Days and moments as a letter writes them out, in the letter's own language. Pure. */

import { instant, wall } from "./moments.js";

/** @typedef {import("./types.js").Language} Language */

//: British English: day before month, and no comma before "or".
const LOCALES = { nl: "nl", en: "en-GB", fr: "fr", de: "de" };
/** As the server writes them in the letter. @type {Record<Language, (day: string, hour: string, minute: string) => string>} */
const MOMENTS = {
  nl: (day, hour, minute) => `${day} om ${hour}.${minute} uur`,
  en: (day, hour, minute) => `${day} at ${hour}:${minute}`,
  fr: (day, hour, minute) => `${first(day)} à ${Number(hour)} h${minute === "00" ? "" : ` ${minute}`}`,
  de: (day, hour, minute) => `${day.replace(", ", ", den ")} um ${hour}:${minute} Uhr`,
};
/** @type {Record<Language, (words: string) => string>} */
const QUOTES = {
  nl: (words) => `‘${words}’`,
  en: (words) => `‘${words}’`,
  fr: (words) => `«\u00a0${words}\u00a0»`,
  de: (words) => `„${words}“`,
};
const MARKED = /^["'‘’“”„«»]/;
const DAY = 86_400_000;
const FURTHEST = 3 * 366; //: days in which a written day is looked for

/** "1er décembre"; Intl writes "1 décembre". @param {string} day */
function first(day) {
  return day.replace(/(^|\D)1 /, "$11er ");
}

/** "1 December 2027". @param {string} day  "2027-12-01" @param {Language} lang */
export function dayIn(day, lang) {
  return dayWriter(lang)(day);
}

/** Made once where many days are written: making it takes longest. @param {Language} lang */
function dayWriter(lang) {
  const form = new Intl.DateTimeFormat(LOCALES[lang], { dateStyle: "long", timeZone: "UTC" });
  const write = (/** @type {string} */ day) => form.format(new Date(day));
  return lang === "fr" ? (/** @type {string} */ day) => first(write(day)) : write;
}

/**
 * The day that those words are; "" when they are none of the next three years written out.
 * @param {string} words
 * @param {Language} lang
 * @param {string} today
 */
export function dayOf(words, lang, today) {
  const said = words.trim().toLowerCase();
  if (!said) return "";
  const write = dayWriter(lang);
  const days = Array.from({ length: FURTHEST }, (_, count) => later(today, count));
  return days.find((day) => said.includes(day.slice(0, 4)) && write(day).toLowerCase() === said) ?? "";
}

/** So many days on. @param {string} day @param {number} days */
export function later(day, days) {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

/** The same day next year; 28 February after a leap day. @param {string} day */
export function nextYear(day) {
  const there = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
  return there.endsWith("-02-29") ? there.replace("-29", "-28") : there;
}

/** "Tuesday 1 December at 14:00". @param {string} iso @param {Language} lang @param {string} zone */
export function momentIn(iso, lang, zone) {
  const form = new Intl.DateTimeFormat(LOCALES[lang], { weekday: "long", day: "numeric", month: "long", timeZone: zone });
  const clock = wall(iso, zone);
  return MOMENTS[lang](form.format(new Date(iso)), clock.slice(11, 13), clock.slice(14, 16));
}

/** Someone else's words, marked as theirs; as they are when they carry marks already. @param {string} words @param {Language} lang */
export function quoted(words, lang) {
  return MARKED.test(words) ? words : QUOTES[lang](words);
}

/** "A, B or C". @param {string[]} words @param {Language} lang */
export function oneOf(words, lang) {
  return new Intl.ListFormat(LOCALES[lang], { type: "disjunction" }).format(words);
}

/**
 * Moments in order, joined; each once. What is no moment is left out.
 * @param {string[]} clocks  as `<input type="datetime-local">` gives them
 * @param {Language} lang
 * @param {string} zone
 */
export function momentsIn(clocks, lang, zone) {
  const moments = clocks.map((clock) => instant(clock, zone)).filter((iso) => iso !== null);
  return oneOf([...new Set(moments)].sort().map((iso) => momentIn(iso, lang, zone)), lang);
}

/**
 * A text in which the moments that were chosen before give way to others; what was typed stays.
 * @param {string} text
 * @param {string} before  "" when none were chosen
 * @param {string} after
 * @param {Language} lang
 */
export function replaced(text, before, after, lang) {
  const or = oneOf(["", ""], lang);
  const typed = before && text.endsWith(before) ? text.slice(0, -before.length) : text.trim();
  const rest = typed.endsWith(or) ? typed.slice(0, -or.length) : typed;
  return oneOf([rest, after].filter(Boolean), lang);
}
