/** @file What a mail says, and the words that say so. What was not found is said, not guessed. */

import { isTaken } from "../agenda.js";
import { el } from "../dom.js";
import { left } from "./left.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Reading} Reading */
/** @typedef {import("../types.js").Side|null} Side */
/** @typedef {[string, import("../dom.js").Child]} Row */

/** @param {App} app @param {Reading} reading @param {Side} side */
export function findings(app, reading, side) {
  const rows = side === "reject" ? applicationRows(reading) : invitationRows(app, reading);
  const found = rows.filter(([, value]) => (Array.isArray(value) ? value.length : value));
  const lacking = side ? rows.filter((row) => !found.includes(row)).map(([name]) => app.t(`field.${name}`)) : [];
  return [
    found.length > 0 && el("dl", { class: "facts" }, ...found.map(([name, value]) => row(app, name, value))),
    lacking.length > 0 && el("p", { class: "muted" }, app.t("suggestion.lacking", { fields: lacking.join(", ") })),
  ];
}

/** @param {App} app @param {string} name @param {import("../dom.js").Child} value */
function row(app, name, value) {
  return el("div", {}, el("dt", {}, app.t(`field.${name}`)), el("dd", {}, value));
}

/** @param {App} app @param {Reading} reading @returns {Row[]} */
function invitationRows(app, reading) {
  const place = reading.location_or_mode ?? (reading.mode && app.t(`mode.${reading.mode}`));
  return [
    ["company", reading.company ?? reading.agency],
    ["job_title", reading.job_title],
    ["contact_name", reading.contact_name],
    ["moments", moments(app, reading)],
    ["place", place],
    ...replyBy(app, reading),
  ];
}

/** @param {Reading} reading @returns {Row[]} */
function applicationRows(reading) {
  return [
    ["candidate_name", reading.candidate_name],
    ["job_title", reading.job_title],
  ];
}

/** @param {App} app @param {Reading} reading */
function moments(app, reading) {
  return reading.interview_datetimes.map((words, at) => {
    const start = reading.interview_starts[at];
    const when = start ? el("time", { datetime: start }, app.when(start)) : el("q", {}, words);
    const taken = start !== null && start !== undefined && isTaken(app.mail.answer, start);
    return el("p", {}, when, taken && el("span", { class: "taken" }, app.t("agenda.taken")));
  });
}

/** Only when the mail names a moment; most do not. @param {App} app @param {Reading} reading @returns {Row[]} */
function replyBy(app, reading) {
  if (reading.reply_by_at) return [["reply_by", [app.when(reading.reply_by_at), left(reading.reply_by_at)]]];
  return reading.reply_by ? [["reply_by", el("q", {}, reading.reply_by)]] : [];
}

/** @param {App} app @param {Reading} reading */
export function quotes(app, reading) {
  if (reading.evidence.length === 0) return null;
  const fields = [...new Set(reading.evidence.map(({ field }) => field))];
  return el(
    "details",
    { class: "why" },
    el("summary", { id: "why" }, app.t("suggestion.why")),
    el("dl", { class: "facts" }, ...fields.map((field) => el("div", {}, el("dt", {}, label(app, field)), el("dd", {}, ...words(reading, field))))),
  );
}

/** @param {App} app @param {string} field */
function label(app, field) {
  return app.t(app.t.has(`field.${field}`) ? `field.${field}` : "field.other");
}

/** @param {Reading} reading @param {string} field */
function words(reading, field) {
  const said = reading.evidence.filter((one) => one.field === field).map((one) => one.words.replace(/\s+/g, " ").trim());
  return [...new Set(said)].map((one) => el("p", {}, el("q", { lang: reading.lang }, one)));
}

/** @param {App} app @param {Reading} reading */
export function warnings(app, reading) {
  const known = reading.warnings.filter((code) => app.t.has(`warning.${code}`));
  return known.map((code) => el("p", { class: "note" }, app.t(`warning.${code}`)));
}
