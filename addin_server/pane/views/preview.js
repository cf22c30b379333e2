/** @file The letter as it will be, before anything happens with it. */

import { button, el, heading } from "../dom.js";
import { letterNodes } from "../letter.js";
import { canInsert } from "../outlook.js";
import { back, copy, insertLetter } from "../reply.js";
import { paperView } from "./formal.js";
import { draftButton, responseView } from "./response.js";
import { wordingView } from "./wording.js";

/** @typedef {import("../app.js").App} App */

/** @param {App} app */
export function previewView(app) {
  const { letter, draft, mail } = app.mail;
  if (!letter || !draft) return [];
  const insertable = canInsert();
  const label = app.t(mail?.compose ? "preview.insert_here" : "preview.insert");
  return [
    heading(app.t("preview.title")),
    !mail?.compose && subject(app, letter.subject, draft.lang),
    el("article", { class: "letter", lang: draft.lang, "aria-label": app.t("preview.letter") }, letterNodes(letter.html)),
    wordingView(app),
    !insertable && el("p", { class: "muted" }, app.t("preview.copy_only")),
    el(
      "div",
      { class: "actions end" },
      insertable && button("insert", label, () => insertLetter(app), { class: "primary" }),
      button("copy", app.t("preview.copy"), () => copy(app), { class: insertable ? null : "primary" }),
      button("back", app.t("form.back"), () => back(app)),
    ),
    el("p", { id: "copied", class: "muted" }),
    responseView(app),
    draftButton(app),
    paperView(app),
  ];
}

/** @param {App} app @param {string} words @param {string} lang */
function subject(app, words, lang) {
  const label = el("span", { class: "muted" }, app.t("preview.subject"));
  return el("p", { class: "subject" }, label, " ", el("span", { lang }, words));
}
