/** @file The user says what the mail is: because we are not sure, or because we are wrong. */

import { button, el, heading } from "../dom.js";
import { chooseSide, trustReading } from "../mail.js";
import { quotes, warnings } from "./findings.js";

/** @typedef {import("../app.js").App} App */

/** @param {App} app */
export function unsureView(app) {
  const { answer } = app.mail;
  if (!answer) return [];
  const unsure = answer.reading.kind === "unsure";
  return [
    heading(app.t(unsure ? "unsure.title" : "unsure.question")),
    unsure && doubt(app, answer.reading),
    el(
      "div",
      { class: "choices" },
      button("is-invitation", app.t("unsure.invitation"), () => chooseSide(app, "decline")),
      button("is-application", app.t("unsure.application"), () => chooseSide(app, "reject")),
    ),
    !unsure && el("p", {}, button("back", app.t("form.back"), () => trustReading(app), { class: "link" })),
  ];
}

/** @param {App} app @param {import("../types.js").Reading} reading */
function doubt(app, reading) {
  const guesses = reading.guesses.filter(({ kind }) => app.t.has(`kind.${kind}`) && kind !== "unsure");
  return [
    el("p", {}, app.t("unsure.text")),
    warnings(app, reading),
    guesses.length > 0 && el("p", { class: "muted" }, app.t("unsure.guesses")),
    el("ul", { class: "guesses" }, ...guesses.map((guess) => el("li", {}, app.t(`kind.${guess.kind}`), " · ", percent(app, guess.confidence)))),
    quotes(app, reading),
    el("h2", {}, app.t("unsure.question")),
  ];
}

/** @param {App} app @param {number} share */
function percent(app, share) {
  return new Intl.NumberFormat(app.place.locale, { style: "percent" }).format(share);
}
