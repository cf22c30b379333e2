/** @file What a letter on paper needs besides: addresses and a place. Nothing of it is kept. */

import { button, el } from "../dom.js";
import { printPage } from "../files.js";
import { canBeFormal, saveAsWord, toggleEnvelope } from "../formal.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Envelope} Envelope */

/** @param {App} app */
export function paperView(app) {
  const { envelope } = app.mail;
  const props = { class: "opens link", "aria-expanded": String(Boolean(envelope)), "aria-controls": envelope ? "envelope" : null };
  return [
    el(
      "div",
      { class: "actions" },
      canBeFormal(app) && button("word", app.t("formal.open"), () => toggleEnvelope(app), props),
      button("print", app.t("formal.print"), printPage, { class: "link" }),
    ),
    envelope && form(app, envelope),
  ];
}

/** @param {App} app @param {Envelope} envelope */
function form(app, envelope) {
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void saveAsWord(app);
  };
  return el(
    "form",
    { id: "envelope", class: "envelope", novalidate: true, onsubmit },
    el("p", { class: "muted" }, app.t("formal.text")),
    field(app, envelope, "sender", "textarea"),
    field(app, envelope, "place", "input"),
    field(app, envelope, "addressee", "textarea"),
    el("div", { class: "actions" }, el("button", { type: "submit", id: "word-save" }, app.t("formal.save"))),
  );
}

/** @param {App} app @param {Envelope} envelope @param {keyof Envelope} name @param {"input"|"textarea"} tag */
function field(app, envelope, name, tag) {
  const id = `formal-${name}`;
  const oninput = (/** @type {Event} */ event) => void (envelope[name] = /** @type {HTMLInputElement} */ (event.target).value);
  const long = tag === "textarea" ? { rows: 3, maxlength: 1000 } : { type: "text", maxlength: 200 };
  return el(
    "div",
    { class: "field" },
    el("label", { for: id }, app.t(`formal.${name}`)),
    el(tag, { id, ...long, value: envelope[name], autocomplete: "off", oninput }),
  );
}
