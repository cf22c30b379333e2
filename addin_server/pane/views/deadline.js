/** @file One line on the open mail's deadline: kept, offered, asked after, or over. */

import { button, el } from "../dom.js";
import { canRemind, remindMe } from "../mail.js";
import { isLive, markDone } from "../reminders.js";
import { answerSent } from "../reply.js";
import { respondedBefore } from "../response.js";
import { historyView } from "./told.js";
import { left } from "./left.js";
import { nativeView } from "./native.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Deadline} Deadline */

/** @param {App} app */
export function deadlineView(app) {
  const content = lines(app);
  return content && el("section", { class: "deadline", "aria-label": app.t("deadline.label") }, ...content);
}

/** @param {App} app */
function lines(app) {
  const { deadline } = app.mail;
  if (!deadline) return canRemind(app) && !respondedBefore(app) ? offered(app) : null;
  const over = deadline.state === "answered" ? "deadline.answered" : "deadline.none";
  if (!isLive(deadline)) return [el("p", {}, app.t(over)), ...historyView(app, deadline)];
  const asks = deadline.state === "inserted" && app.mail.sent !== "not_yet";
  const state = [before(app, deadline.limit_at), asks ? asked(app) : kept(app, deadline)];
  return [...state, nativeView(app, deadline), ...historyView(app, deadline)];
}

/** @param {App} app @param {string} limit */
function before(app, limit) {
  return el("p", {}, app.t("deadline.before", { when: app.when(limit) }), left(limit));
}

/** @param {App} app @param {Deadline} deadline */
function kept(app, deadline) {
  const ahead = Date.parse(deadline.limit_at) > app.now;
  return el(
    "div",
    { class: "actions apart" },
    ahead && el("span", { class: "muted" }, app.t("deadline.kept")),
    button("no-reminder", app.t("deadline.no_reminder"), () => markDone(app, deadline), { class: "link" }),
  );
}

/** @param {App} app */
function asked(app) {
  const yes = button("sent-yes", app.t("inserted.yes"), () => answerSent(app, true));
  const no = button("sent-no", app.t("inserted.no"), () => answerSent(app, false));
  return [el("p", {}, app.t("inserted.question")), el("div", { class: "actions" }, yes, no)];
}

/** @param {App} app */
function offered(app) {
  const { answer, unkept } = app.mail;
  const limit = answer?.schedule?.limit;
  return [
    limit && before(app, limit),
    unkept && el("p", {}, app.t("deadline.unkept")),
    el("div", { class: "actions" }, button("remind", app.t("deadline.remind"), () => remindMe(app))),
  ];
}
