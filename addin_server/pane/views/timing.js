/** @file When reminders may be mailed: not in quiet hours, or all at once. The pane shows them anyway. */

import { el } from "../dom.js";
import { save } from "../preferences.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {"quiet_from"|"quiet_until"|"digest"} Time */

const EVENING = "21:00";
const MORNING = "08:00";

/** @param {App} app */
export function quietView(app) {
  const { quiet_from, quiet_until } = app.me.preferences;
  const on = Boolean(quiet_from && quiet_until);
  const set = (/** @type {boolean} */ quiet) => save(app, quiet ? { quiet_from: EVENING, quiet_until: MORNING } : { quiet_from: "", quiet_until: "" });
  return el(
    "div",
    { class: "timing", role: "group", "aria-labelledby": "quiet-label" },
    toggle(app, "quiet", on, set),
    on && el("div", { class: "pair" }, time(app, "quiet_from", quiet_until), time(app, "quiet_until", quiet_from)),
  );
}

/** @param {App} app */
export function digestView(app) {
  const { digest } = app.me.preferences;
  const set = (/** @type {boolean} */ daily) => save(app, { digest: daily ? MORNING : "" });
  return el(
    "div",
    { class: "timing", role: "group", "aria-labelledby": "digest-label" },
    toggle(app, "digest", Boolean(digest), set),
    digest && el("div", { class: "pair" }, time(app, "digest", "")),
  );
}

/** @param {App} app @param {"quiet"|"digest"} name @param {boolean} checked @param {(checked: boolean) => void} set */
function toggle(app, name, checked, set) {
  const onchange = (/** @type {Event} */ event) => set(/** @type {HTMLInputElement} */ (event.target).checked);
  return el(
    "div",
    { class: "field check" },
    el("input", { type: "checkbox", id: `turn-${name}`, checked, "aria-describedby": `turn-${name}-help`, onchange }),
    el("label", { for: `turn-${name}`, id: `${name}-label` }, app.t(`timing.${name}`)),
    el("p", { class: "help", id: `turn-${name}-help` }, app.t(`timing.${name}_help`)),
  );
}

/** Of the half hours, and the time that was chosen elsewhere; never the one it would be nothing with. @param {App} app @param {Time} name @param {string} other */
function time(app, name, other) {
  const chosen = app.me.preferences[name];
  const onchange = (/** @type {Event} */ event) => save(app, { [name]: /** @type {HTMLSelectElement} */ (event.target).value });
  const option = (/** @type {string} */ value) => el("option", { value, selected: value === chosen, disabled: value === other }, value);
  return el(
    "div",
    { class: "field" },
    el("label", { for: `set-${name}` }, app.t(`timing.${name}_at`)),
    el("select", { id: `set-${name}`, onchange }, ...halfHours(chosen).map(option)),
  );
}

/** "00:00" to "23:30", and one more. @param {string} chosen */
export function halfHours(chosen) {
  const all = Array.from({ length: 48 }, (_, at) => `${String(at >> 1).padStart(2, "0")}:${at % 2 ? "30" : "00"}`);
  return [...new Set([...all, chosen])].filter(Boolean).sort();
}
