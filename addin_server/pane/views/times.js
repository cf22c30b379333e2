/** @file Moments to propose: free ones by a tap, others picked; written out in the field above. */

import { freeClocks, toggled } from "../agenda.js";
import { button, el, typeInto } from "../dom.js";
import { instant, wall } from "../moments.js";
import { momentsIn, replaced } from "../spoken.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Draft} Draft */

export const FIELD = "alternatives";
const LEAST = 3; //: moments that can be picked

/** @param {App} app @param {Draft} draft @param {HTMLInputElement|HTMLTextAreaElement} control */
export function timesView(app, draft, control) {
  const count = Math.max(LEAST, draft.times.length);
  const inputs = Array.from({ length: count }, (_, at) => moment(app, draft, at, control));
  return [freeView(app, draft, control), details(app, draft, inputs)];
}

/** @param {App} app @param {Draft} draft @param {HTMLElement[]} inputs */
function details(app, draft, inputs) {
  return el(
    "details",
    { class: "why times", open: draft.times.some(Boolean) },
    el("summary", { id: "times" }, app.t("times.title")),
    el("div", { class: "panel" }, ...inputs),
  );
}

/** What the calendar has free; a second tap takes it out. @param {App} app @param {Draft} draft @param {HTMLInputElement|HTMLTextAreaElement} control */
function freeView(app, draft, control) {
  const clocks = freeClocks(app);
  if (clocks.length === 0) return null;
  const tap = (/** @type {string} */ clock) => () => {
    choose(app, draft, toggled(draft.times, clock), control);
    app.draw(app);
  };
  const chip = (/** @type {string} */ clock, /** @type {number} */ at) => {
    const pressed = String(draft.times.includes(clock));
    return button(`free-${at}`, app.when(instant(clock, app.place.zone) ?? ""), tap(clock), { class: "chip", "aria-pressed": pressed });
  };
  return el(
    "div",
    { class: "free", role: "group", "aria-labelledby": "free-title" },
    el("p", { class: "help", id: "free-title" }, app.t("agenda.free")),
    el("div", { class: "actions" }, ...clocks.map(chip)),
  );
}

/** Which of them are chosen, without drawing anew. @param {App} app @param {Draft} draft */
function pressed(app, draft) {
  freeClocks(app).forEach((clock, at) => {
    document.getElementById(`free-${at}`)?.setAttribute("aria-pressed", String(draft.times.includes(clock)));
  });
}

/** Other moments, in the words of the letter. @param {App} app @param {Draft} draft @param {string[]} times @param {HTMLInputElement|HTMLTextAreaElement} control */
function choose(app, draft, times, control) {
  const { zone } = app.place;
  const before = momentsIn(draft.times, draft.lang, zone);
  draft.times = times;
  typeInto(control, replaced(control.value, before, momentsIn(times, draft.lang, zone), draft.lang));
}

/** @param {App} app @param {Draft} draft @param {number} at @param {HTMLInputElement|HTMLTextAreaElement} control */
function moment(app, draft, at, control) {
  const { zone } = app.place;
  const id = `time-${at}`;
  const onchange = (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLInputElement} */ (event.target);
    const length = Math.max(draft.times.length, at + 1);
    const times = Array.from({ length }, (_, slot) => (slot === at ? value : (draft.times[slot] ?? "")));
    choose(app, draft, times, control);
    pressed(app, draft);
  };
  const min = wall(new Date(app.now).toISOString(), zone);
  return el(
    "div",
    { class: "moment" },
    el("label", { for: id }, app.t("times.moment", { number: at + 1 })),
    el("input", { type: "datetime-local", id, min, value: draft.times[at] ?? "", autocomplete: "off", onchange }),
  );
}
