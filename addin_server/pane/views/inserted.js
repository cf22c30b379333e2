/** @file The letter is in a mail that only the user can send; whether they did is asked. */

import { button, el, heading } from "../dom.js";
import { answerSent, back } from "../reply.js";
import { takeOutView } from "./response.js";
import { ownTextView } from "./wording.js";

/** @typedef {import("../app.js").App} App */

/** @param {App} app */
export function insertedView(app) {
  const { deadline, mail, sent, drafted } = app.mail;
  const where = drafted ? "inserted.text_draft" : mail?.compose ? "inserted.text_here" : "inserted.text";
  if (sent === "sent" || deadline?.state === "answered")
    return [heading(app.t("inserted.sent_title")), el("p", {}, app.t("inserted.done")), takeOutView(app), toMail(app)];
  return [
    heading(app.t("inserted.title")),
    el("p", {}, app.t(where)),
    mail?.compose && ownTextView(app),
    deadline && sent === "asked" && question(app),
    deadline && sent === "not_yet" && el("p", {}, app.t("inserted.still", { when: app.when(deadline.limit_at) })),
    takeOutView(app),
    toMail(app),
  ];
}

/** @param {App} app */
function question(app) {
  return [
    el("h2", {}, app.t("inserted.question")),
    el(
      "div",
      { class: "actions" },
      button("sent-yes", app.t("inserted.yes"), () => answerSent(app, true), { class: "primary" }),
      button("sent-no", app.t("inserted.no"), () => answerSent(app, false)),
    ),
  ];
}

/** @param {App} app */
function toMail(app) {
  return el("p", {}, button("back", app.t("inserted.back"), () => back(app), { class: "link" }));
}
