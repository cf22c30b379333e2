/** @file A deadline whose notice is due: above every view, and first in the list. */

import { button, el } from "../dom.js";
import { markDone, openDeadline, putAway, subjectOf } from "../reminders.js";
import { historyView } from "./told.js";
import { laterButton, laterPanel } from "./later.js";
import { left } from "./left.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Deadline} Deadline */

/** Who waits, until when, and what can be done about it. @param {App} app @param {Deadline} deadline */
export function banner(app, deadline) {
  const { id } = deadline;
  const listed = app.tab === "reminders"; // with room for everything that can be done
  const title = el("h2", {}, app.t("due.title", { who: deadline.sender_name || app.t("due.someone") }));
  const away = button(`away-${id}`, "×", () => putAway(app, deadline), { class: "icon", "aria-label": app.t("due.away") });
  return el(
    "article",
    { class: "banner" },
    el("div", { class: "banner-head" }, title, away),
    el("p", {}, subjectOf(app, deadline)),
    el("p", {}, app.t("due.before", { when: app.when(deadline.limit_at) }), left(deadline.limit_at)),
    el(
      "div",
      { class: "actions" },
      deadline.item_id && button(`open-${id}`, app.t("reminders.open"), () => openDeadline(deadline), { class: "primary" }),
      button(`done-${id}`, app.t("reminders.done"), () => markDone(app, deadline)),
      laterButton(app, deadline, "snooze"),
      listed && laterButton(app, deadline, "move"),
    ),
    laterPanel(app, deadline, "snooze"),
    listed && laterPanel(app, deadline, "move"),
    listed && historyView(app, deadline),
  );
}
