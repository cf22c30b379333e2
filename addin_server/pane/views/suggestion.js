/** @file What the mail is, what it says, until when it waits, and the letters that fit. */

import { byId, button, el, fill, heading } from "../dom.js";
import { askKind } from "../mail.js";
import { canPause, openPause } from "../pause.js";
import { chooseLetter } from "../reply.js";
import { deadlineView } from "./deadline.js";
import { findings, quotes, warnings } from "./findings.js";
import { beforeView, takeOutView } from "./response.js";
import { ownTextView } from "./wording.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Answer} Answer */
/** @typedef {import("../types.js").Offer} Offer */

const SUGGESTED = 3;

/** @param {App} app */
export function suggestionView(app) {
  const { answer, mail, side } = app.mail;
  if (!answer) return [];
  const { reading } = answer;
  return [
    heading(title(app, answer)),
    !side && el("p", {}, app.t("suggestion.nothing")),
    reading.already_accepted && el("p", { class: "note" }, app.t("suggestion.accepted")),
    warnings(app, reading),
    findings(app, reading, side),
    quotes(app, reading),
    el("p", {}, button("other-kind", app.t("suggestion.other_kind"), () => askKind(app), { class: "link" })),
    beforeView(app),
    side && deadlineView(app),
    takeOutView(app),
    canPause(app) && el("p", {}, button("pause", app.t("pause.open"), () => openPause(app), { class: "link" })),
    side && letters(app, suggested(app)),
    side && mail?.compose && ownTextView(app),
    others(app),
  ];
}

/** @param {App} app @param {Answer} answer */
function title(app, { reading }) {
  if (app.mail.chosen) return app.t(app.mail.side === "reject" ? "kind.application" : "kind.interview_invitation");
  return app.t(reading.withdrawal ? "kind.withdrawal" : `kind.${reading.kind}`);
}

/** The server's own suggestions, or the first letters of the side that the user chose. @param {App} app @returns {Offer[]} */
function suggested(app) {
  const { answer, side } = app.mail;
  const fitting = (answer?.letters ?? []).filter((letter) => letter.side === side);
  const best = fitting.filter((letter) => letter.suggested);
  return (best.length ? best : fitting).slice(0, SUGGESTED);
}

/** @param {App} app @param {Offer[]} offers */
function letters(app, offers) {
  return el(
    "section",
    { "aria-labelledby": "letters-title" },
    el("h2", { id: "letters-title", tabindex: "-1" }, app.t("suggestion.letters")),
    el("ul", { class: "cards" }, ...offers.map((offer) => el("li", {}, card(app, offer, offer.why ?? offer.when)))),
  );
}

/** @param {App} app @param {Offer} offer @param {string} reason */
function card(app, offer, reason) {
  return el(
    "button",
    { type: "button", class: "card", id: `letter-${offer.id}`, onclick: () => chooseLetter(app, offer) },
    el("span", { class: "card-title" }, offer.title),
    el("span", { class: "card-reason" }, reason),
  );
}

/** All letters that are not suggested, found by a word. @param {App} app */
function others(app) {
  const oninput = (/** @type {Event} */ event) => {
    app.mail.query = /** @type {HTMLInputElement} */ (event.target).value;
    fill(byId("others"), found(app));
  };
  return el(
    "section",
    { "aria-labelledby": "others-title" },
    el("h2", { id: "others-title" }, app.t("suggestion.others")),
    el("label", { class: "visually-hidden", for: "search" }, app.t("suggestion.search")),
    el("input", { type: "search", id: "search", value: app.mail.query, placeholder: app.t("suggestion.search"), autocomplete: "off", oninput }),
    el("div", { id: "others", "aria-live": "polite" }, ...found(app)),
  );
}

/** @param {App} app */
function found(app) {
  const { answer, side, query } = app.mail;
  const shown = side ? suggested(app) : [];
  const words = folded(query).split(/\s+/).filter(Boolean);
  const hits = (answer?.letters ?? [])
    .filter((letter) => !shown.includes(letter) && (words.length > 0 || !side || letter.side === side))
    .filter((letter) => words.every((word) => folded(`${letter.title} ${letter.when}`).includes(word)));
  if (hits.length === 0 && words.length === 0) return [];
  if (hits.length === 0) return [el("p", { class: "muted" }, app.t("suggestion.none_found"))];
  return [el("ul", { class: "cards quiet" }, ...hits.map((offer) => el("li", {}, card(app, offer, offer.when))))];
}

/** Without accents and capitals. @param {string} text */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
