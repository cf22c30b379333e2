/** @file All mails that wait for an answer; those that are due first. */

import { button, el, heading } from "../dom.js";
import { dueDeadlines, dueNotices, liveDeadlines, markDone, openDeadline, subjectOf } from "../reminders.js";
import { banner } from "./due.js";
import { historyView } from "./told.js";
import { laterButton, laterPanel } from "./later.js";
import { left } from "./left.js";
import { nativeView } from "./native.js";
import { promisesView } from "./promises.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Deadline} Deadline */

/** @param {App} app */
export function remindersView(app) {
  const live = liveDeadlines(app);
  const waiting = live.filter((deadline) => dueNotices(deadline).length === 0);
  return [
    heading(app.t("nav.reminders")),
    app.stale && el("p", { class: "note" }, app.t("reminders.stale")),
    live.length === 0 && !app.stale && el("p", {}, app.t("reminders.empty")),
    dueDeadlines(app).map((deadline) => banner(app, deadline)),
    el("ul", { class: "waiting" }, ...waiting.map((deadline) => el("li", {}, line(app, deadline)))),
    promisesView(app),
  ];
}

/** @param {App} app @param {Deadline} deadline */
function line(app, deadline) {
  const { id } = deadline;
  return [
    el("h2", {}, deadline.sender_name || app.t("due.someone")),
    el("p", {}, subjectOf(app, deadline)),
    el("p", {}, app.t("due.before", { when: app.when(deadline.limit_at) }), left(deadline.limit_at)),
    deadline.state === "inserted" && el("p", { class: "muted" }, app.t("reminders.inserted")),
    nativeView(app, deadline),
    el(
      "div",
      { class: "actions" },
      deadline.item_id && button(`list-open-${id}`, app.t("reminders.open"), () => openDeadline(deadline)),
      button(`list-done-${id}`, app.t("reminders.done"), () => markDone(app, deadline)),
      laterButton(app, deadline, "move"),
    ),
    laterPanel(app, deadline, "move"),
    historyView(app, deadline),
  ];
}
