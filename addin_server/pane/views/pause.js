/** @file Before declining: five questions to oneself, then one of three ways on. */

import { button, el, heading } from "../dom.js";
import { askOtherMoment, canSleep, decline, hasTime, limit, otherMoment, ponder, QUESTIONS, sleepOnIt } from "../pause.js";
import { back } from "../reply.js";
import { left } from "./left.js";

/** @typedef {import("../app.js").App} App */

/** @param {App} app */
export function pauseView(app) {
  if (app.mail.slept) return sleptView(app);
  return [
    heading(app.t("pause.title")),
    el("p", { class: "muted" }, app.t("pause.text")),
    el("ul", { class: "questions" }, ...QUESTIONS.map((name) => el("li", {}, question(app, name)))),
    el("h2", {}, app.t("pause.question")),
    time(app),
    ways(app),
    el("p", {}, button("back", app.t("form.back"), () => back(app), { class: "link" })),
  ];
}

/** @param {App} app @param {string} name */
function question(app, name) {
  const id = `ponder-${name}`;
  const onchange = (/** @type {Event} */ event) => ponder(app, name, /** @type {HTMLInputElement} */ (event.target).checked);
  const checked = app.mail.pondered.includes(name);
  return el(
    "div",
    { class: "field check" },
    el("input", { type: "checkbox", id, checked, autocomplete: "off", onchange }),
    el("label", { for: id }, app.t(`pause.${name}`)),
  );
}

/** @param {App} app */
function time(app) {
  const until = limit(app);
  if (!until) return null;
  if (!hasTime(app)) return el("p", {}, app.t("pause.passed"));
  return el("p", {}, app.t("pause.time", { when: app.when(until) }), left(until));
}

/** None of the three is the right one. @param {App} app */
function ways(app) {
  const other = otherMoment(app);
  return el(
    "div",
    { class: "choices" },
    button("pause-decline", app.t("pause.decline"), () => decline(app)),
    other && button("pause-moment", app.t("pause.moment"), () => askOtherMoment(app, other)),
    canSleep(app) && button("pause-sleep", app.t("pause.sleep"), () => sleepOnIt(app)),
  );
}

/** @param {App} app */
function sleptView(app) {
  const until = limit(app) ?? "";
  return [
    heading(app.t("pause.slept_title")),
    el("p", {}, app.t("pause.time", { when: app.when(until) }), left(until)),
    el("p", {}, app.t(`pause.slept_${app.mail.slept}`)),
    el("p", {}, button("back", app.t("inserted.back"), () => back(app), { class: "link" })),
  ];
}
