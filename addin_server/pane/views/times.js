/** @file Up to three moments of the user's own, picked and then written out in the field above. */

import { el, typeInto } from "../dom.js";
import { wall } from "../moments.js";
import { momentsIn, replaced } from "../spoken.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Draft} Draft */

export const FIELD = "alternatives";
const MOST = 3;

/** @param {App} app @param {Draft} draft @param {HTMLInputElement|HTMLTextAreaElement} control */
export function timesView(app, draft, control) {
  const inputs = Array.from({ length: MOST }, (_, at) => moment(app, draft, at, control));
  return el(
    "details",
    { class: "why times", open: draft.times.some(Boolean) },
    el("summary", { id: "times" }, app.t("times.title")),
    el("div", { class: "panel" }, ...inputs),
  );
}

/** @param {App} app @param {Draft} draft @param {number} at @param {HTMLInputElement|HTMLTextAreaElement} control */
function moment(app, draft, at, control) {
  const { zone } = app.place;
  const id = `time-${at}`;
  const onchange = (/** @type {Event} */ event) => {
    const before = momentsIn(draft.times, draft.lang, zone);
    draft.times[at] = /** @type {HTMLInputElement} */ (event.target).value;
    const after = momentsIn(draft.times, draft.lang, zone);
    typeInto(control, replaced(control.value, before, after, draft.lang));
  };
  const min = wall(new Date(app.now).toISOString(), zone);
  return el(
    "div",
    { class: "moment" },
    el("label", { for: id }, app.t("times.moment", { number: at + 1 })),
    el("input", { type: "datetime-local", id, min, value: draft.times[at] ?? "", autocomplete: "off", onchange }),
  );
}
