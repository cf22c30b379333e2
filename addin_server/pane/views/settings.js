/** @file The user's own settings. Each change is saved at once. */

import { button, el, heading } from "../dom.js";
import { countries, zones } from "../places.js";
import { forget, save } from "../preferences.js";
import { LANGUAGES } from "../texts.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Preferences} Preferences */
/** @typedef {{name: keyof Preferences, options: [string, string][]}} Choice */

/** @param {App} app */
export function settingsView(app) {
  return [
    heading(app.t("nav.settings")),
    el("div", { class: "settings" }, ...choices(app).map((one) => select(app, one)), closingName(app), check(app, "remind"), mailNotices(app)),
    aboutMe(app),
    el("p", { class: "muted" }, `Netjes ${app.config.version}`),
  ];
}

/** @param {App} app @returns {Choice[]} */
function choices(app) {
  const { timezone, country } = app.me.preferences;
  const counting = ["", "clock", "working"].map((way) => pair(way, app.t(`counting.${way || "role"}`)));
  return [
    { name: "language", options: [pair("", app.t("settings.as_outlook")), ...LANGUAGES.map((lang) => pair(lang, app.t(`lang.${lang}`)))] },
    { name: "country", options: countries(app.t.language, country) },
    { name: "timezone", options: zones(timezone).map((zone) => pair(zone, zone.replaceAll("_", " "))) },
    { name: "counting", options: counting },
  ];
}

/** @param {string} value @param {string} label @returns {[string, string]} */
function pair(value, label) {
  return [value, label];
}

/** @param {App} app @param {Choice} choice */
function select(app, { name, options }) {
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

/** @param {App} app */
function closingName(app) {
  const id = "set-closing_name";
  const value = app.me.preferences.closing_name;
  const onchange = (/** @type {Event} */ event) => save(app, { closing_name: /** @type {HTMLInputElement} */ (event.target).value.trim() });
  return el(
    "div",
    { class: "field" },
    el("label", { for: id }, app.t("settings.closing_name")),
    el("input", { type: "text", id, value, autocomplete: "name", maxlength: 100, "aria-describedby": `${id}-help`, onchange }),
    el("p", { class: "help", id: `${id}-help` }, app.t("settings.closing_name_help")),
  );
}

/** @param {App} app @param {"remind"|"mail"} name @param {boolean} [possible] @param {string} [help] */
function check(app, name, possible = true, help = app.t(`settings.${name}_help`)) {
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

/** By mail only to an address the server is sure of; else it says why not. @param {App} app */
function mailNotices(app) {
  const { possible, address, why } = app.me.mail_notices;
  if (possible) return check(app, "mail", true, app.t("settings.mail_to", { address: address ?? "" }));
  const reason = `settings.mail_why.${why}`;
  return check(app, "mail", false, app.t(app.t.has(reason) ? reason : "settings.mail_off"));
}

/** @param {App} app */
function aboutMe(app) {
  const ask = (/** @type {boolean} */ confirming) => () => {
    app.confirming = confirming;
    app.draw(app);
    document.getElementById(confirming ? "forget-yes" : "forget")?.focus();
  };
  const yes = button("forget-yes", app.t("settings.forget_yes"), () => forget(app), { class: "danger" });
  const no = button("forget-no", app.t("settings.forget_no"), ask(false));
  return el(
    "section",
    { "aria-labelledby": "about-me" },
    el("h2", { id: "about-me" }, app.t("settings.about_me")),
    el("p", {}, app.t("settings.about_me_text")),
    app.confirming ? el("div", { class: "actions" }, yes, no) : button("forget", app.t("settings.forget"), ask(true)),
  );
}
