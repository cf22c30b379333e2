/** @file The open mail: which of its views is shown. */

import { button, el, heading } from "../dom.js";
import { loadMail } from "../mail.js";
import { formView } from "./form.js";
import { insertedView } from "./inserted.js";
import { pauseView } from "./pause.js";
import { previewView } from "./preview.js";
import { respondedView } from "./response.js";
import { suggestionView } from "./suggestion.js";
import { unsureView } from "./unsure.js";

/** @typedef {import("../app.js").App} App */

/** @type {Record<import("../types.js").Step, (app: App) => import("../dom.js").Child>} */
const STEPS = {
  loading: loadingView,
  none: noneView,
  error: errorView,
  unsure: unsureView,
  suggestion: suggestionView,
  pause: pauseView,
  form: formView,
  preview: previewView,
  inserted: insertedView,
  responded: respondedView,
};

/** @param {App} app */
export function mailView(app) {
  return STEPS[app.mail.step](app);
}

/** @param {App} app */
function loadingView(app) {
  return [heading(app.t("loading.title")), el("div", { class: "spinner" })];
}

/** @param {App} app */
function noneView(app) {
  return [heading(app.t("none.title")), el("p", {}, app.t("none.text"))];
}

/** @param {App} app */
function errorView(app) {
  const again = button("again", app.t("error.retry"), () => void loadMail(app), { class: "primary" });
  return [heading(app.t("error.title")), el("p", {}, app.mail.error), again];
}
