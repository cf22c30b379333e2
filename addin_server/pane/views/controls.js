/** @file What settings are chosen with. Each change is saved at once. */

import { el } from "../dom.js";
import { save } from "../preferences.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Preferences} Preferences */
/** @typedef {{name: keyof Preferences, options: [string, string][]}} Choice */

/** @param {string} value @param {string} label @returns {[string, string]} */
export function pair(value, label) {
  return [value, label];
}

/** @param {App} app @param {Choice} choice */
export function select(app, { name, options }) {
  const id = `set-${name}`;
  const help = app.t.has(`settings.${name}_help`) && app.t(`settings.${name}_help`);
  const onchange = (/** @type {Event} */ event) => save(app, { [name]: /** @type {HTMLSelectElement} */ (event.target).value });
  const option = (/** @type {[string, string]} */ [value, label]) =>
    el("option", { value, selected: value === app.me.preferences[name] }, label);
  return el(
    "div",
    { class: "field" },
    el("label", { for: id }, app.t(`settings.${name}`)),
    el("select", { id, onchange, "aria-describedby": help ? `${id}-help` : null }, ...options.map(option)),
    help && el("p", { class: "help", id: `${id}-help` }, help),
  );
}

/** @param {App} app @param {"remind"|"mail"} name @param {boolean} [possible] @param {string} [help] */
export function check(app, name, possible = true, help = app.t(`settings.${name}_help`)) {
  const id = `set-${name}`;
  const onchange = (/** @type {Event} */ event) => save(app, { [name]: /** @type {HTMLInputElement} */ (event.target).checked });
  const checked = possible && app.me.preferences[name];
  return el(
    "div",
    { class: "field check" },
    el("input", { type: "checkbox", id, checked, disabled: !possible, "aria-describedby": `${id}-help`, onchange }),
    el("label", { for: id }, app.t(`settings.${name}`)),
    el("p", { class: "help", id: `${id}-help` }, help),
  );
}
