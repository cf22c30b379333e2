/** @file The user's own settings. Each change is saved at once. */

import { button, el, heading } from "../dom.js";
import { countries, zones } from "../places.js";
import { forget, save, takeFromOutlook } from "../preferences.js";
import { LANGUAGES } from "../texts.js";
import { check, pair, select } from "./controls.js";
import { digestView, quietView } from "./timing.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Preferences} Preferences */

/** @param {App} app */
export function settingsView(app) {
  return [
    heading(app.t("nav.settings")),
    el("div", { class: "settings" }, ...choices(app).map((one) => select(app, one)), fromOutlook(app), closingName(app)),
    el("h2", {}, app.t("nav.reminders")),
    el("div", { class: "settings" }, check(app, "remind"), native(app), mailNotices(app)),
    aboutMe(app),
    el("p", { class: "muted" }, `Netjes ${app.config.version}`),
  ];
}

/** @param {App} app @returns {import("./controls.js").Choice[]} */
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

/** Only what this mailbox can keep, and what was chosen before. @param {App} app */
function native(app) {
  const { native: chosen } = app.me.preferences;
  const ways = /** @type {const} */ ([["appointment", "remind"], ["flag", "flag"]]);
  const possible = ways.filter(([way, needed]) => way === chosen || app.me.capabilities.includes(needed)).map(([way]) => way);
  if (possible.length === 0) return impossible(app, "native");
  const options = ["", ...possible].map((way) => pair(way, app.t(`native.${way || "off"}`)));
  const subjects = ["neutral", "full"].map((words) => pair(words, app.t(`native.subject_${words}`)));
  return [select(app, { name: "native", options }), chosen && select(app, { name: "native_subject", options: subjects })];
}

/** One line on what cannot be had here. @param {App} app @param {string} name */
function impossible(app, name) {
  return el("p", { class: "help" }, app.t(`settings.${name}_not`));
}

/** What Outlook knows already need not be filled in. @param {App} app */
function fromOutlook(app) {
  if (!app.me.capabilities.includes("profile")) return null;
  return el("p", {}, button("from-outlook", app.t("settings.from_outlook"), () => void takeFromOutlook(app), { class: "link" }));
}

/** By mail only to an address the server is sure of; else it says why not. @param {App} app */
function mailNotices(app) {
  const { possible, address, why } = app.me.mail_notices;
  if (possible) {
    const mail = check(app, "mail", true, app.t("settings.mail_to", { address: address ?? "" }));
    return [mail, app.me.preferences.mail && [quietView(app), digestView(app)]];
  }
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
