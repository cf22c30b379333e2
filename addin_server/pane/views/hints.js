/** @file The candidate's own words under a field, to begin with. */

import { button, el, typeInto } from "../dom.js";
import { quoted } from "../spoken.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Field} Field */

/** As quotations: they say "I". Open under the first field that has them. @param {App} app @param {Field} field @param {HTMLInputElement|HTMLTextAreaElement} control */
export function hintsView(app, { name, hints = [] }, control) {
  if (hints.length === 0) return null;
  const { offer, answer, draft } = app.mail;
  const first = offer?.fields.find((field) => field.hints?.length)?.name === name;
  const lang = answer?.reading.lang ?? null;
  const words = hints.map((hint) => quoted(hint, draft?.lang ?? app.t.language));
  const take = (/** @type {string} */ hint) => () => {
    const typed = control.value.trim();
    typeInto(control, typed ? `${typed} ${hint}` : hint);
    control.focus();
    control.setSelectionRange(control.value.length, control.value.length);
  };
  return el(
    "details",
    { class: "why hints", open: first },
    el("summary", { id: `hints-${name}` }, app.t("hints.title")),
    el("ul", { class: "choices" }, ...words.map((hint, at) => el("li", {}, button(`hint-${name}-${at}`, hint, take(hint), { class: "hint", lang })))),
  );
}
