/** @file What could be put better in a draft. Never stops anybody. */

import { button, el } from "../dom.js";
import { checkDraft, verdict } from "../wording.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Finding} Finding */

const LONGEST_QUOTE = 160; //: characters

/** The place where findings come. @param {App} app */
export function wordingView(app) {
  return el("section", { id: "wording", class: "wording", "aria-label": app.t("wording.label") }, ...wordingLines(app));
}

/** For a mail that is being written: a button, and what it brings. @param {App} app */
export function ownTextView(app) {
  return [
    el("p", {}, button("check-text", app.t("wording.check"), () => void checkDraft(app))),
    wordingView(app),
  ];
}

/** @param {App} app */
export function wordingLines(app) {
  const { check, draft, answer } = app.mail;
  if (!check) return [];
  if (check.state === "asked") return [el("p", { class: "muted" }, app.t("wording.asked"))];
  if (check.state === "failed") return [el("p", { class: "muted" }, app.t("wording.failed"))];
  const count = check.findings.length;
  if (count === 0) return [el("p", { class: "muted" }, verdict(app, check))];
  const lang = draft?.lang ?? answer?.reading.lang ?? null;
  return [
    el("h2", {}, verdict(app, check)),
    el("ul", { class: "findings" }, ...check.findings.map((one) => el("li", {}, finding(app, one, lang)))),
    el("p", { class: "muted" }, app.t("wording.yours")),
  ];
}

/** @param {App} app @param {Finding} found @param {string|null} lang */
function finding(app, { words, why, better, part }, lang) {
  const label = (/** @type {string} */ name) => el("span", { class: "muted" }, app.t(name), " ");
  return [
    words && el("p", {}, part === "subject" && label("preview.subject"), el("q", { lang }, clipped(words))),
    el("p", {}, why),
    better && el("p", {}, label("wording.better"), el("q", { lang }, better)),
  ];
}

/** @param {string} words */
function clipped(words) {
  const line = words.replace(/\s+/g, " ").trim();
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE).trimEnd()}…` : line;
}
