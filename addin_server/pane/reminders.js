/** @file The user's deadlines: kept up to date, changed, put off, and shown once when due. */

import { announce } from "./app.js";
import { instant } from "./moments.js";
import { notify, showMail } from "./outlook.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Deadline} Deadline */
/** @typedef {import("./types.js").Notice} Notice */

const LIVE = ["open", "inserted", "rescheduled"];
const SHOWN = ["due", "delivered", "parked"];
const BUSY_STEPS = ["form", "preview", "pause"]; //: someone may be typing or reading
const EVERY = 15_000; //: milliseconds
const EVERY_IN_DEMO = 5_000;

/** @param {Deadline} deadline */
export function isLive(deadline) {
  return LIVE.includes(deadline.state);
}

/** Its notices that are due and not put away. @param {Deadline} deadline @returns {Notice[]} */
export function dueNotices(deadline) {
  return isLive(deadline) ? deadline.notices.filter(({ state, seen_at }) => SHOWN.includes(state) && !seen_at) : [];
}

/** @param {App} app @returns {Deadline[]} by limit */
export function liveDeadlines(app) {
  return app.deadlines.filter(isLive).sort((one, other) => Date.parse(one.limit_at) - Date.parse(other.limit_at));
}

/** @param {App} app @returns {Deadline[]} */
export function dueDeadlines(app) {
  return liveDeadlines(app).filter((deadline) => dueNotices(deadline).length > 0);
}

/** Who and what a deadline is about: "Developer, Bakker". @param {App} app @param {Deadline} deadline */
export function subjectOf(app, deadline) {
  const kind = `kind.${deadline.kind}`;
  return [deadline.job_title, deadline.company].filter(Boolean).join(", ") || app.t(app.t.has(kind) ? kind : "kind.other");
}

/** Fetch the list; draws only when something changed. @param {App} app */
export async function refresh(app) {
  const shown = () => JSON.stringify([app.deadlines, app.pledges, app.ending, app.stale]);
  const before = shown();
  await fetchAll(app);
  if (shown() === before) return;
  const known = app.deadlines.find(({ id }) => id === app.mail.deadline?.id);
  if (known) app.mail.deadline = known;
  app.draw(app, { main: app.tab === "reminders" || !BUSY_STEPS.includes(app.mail.step) });
  notifyOpenMail(app);
}

/** @param {App} app */
async function fetchAll(app) {
  try {
    const { now, deadlines, promises = [] } = await app.server.deadlines();
    if (app.tab === "reminders") app.pledges = (await app.server.promises()).promises;
    app.ahead = Date.parse(now) - Date.now();
    app.deadlines = deadlines;
    app.ending = promises.length;
    app.stale = false;
  } catch {
    app.stale = true;
  }
}

/** Keep the list fresh while the pane can be seen. @param {App} app */
export function startPolling(app) {
  const poll = () => {
    if (!document.hidden) void refresh(app);
  };
  document.addEventListener("visibilitychange", poll);
  setInterval(poll, app.config.identity.length ? EVERY : EVERY_IN_DEMO);
}

/** A line in Outlook's own bar when the open mail is the one that waits. @param {App} app */
export function notifyOpenMail(app) {
  const open = app.mail.mail?.internet_message_id;
  const deadline = open && dueDeadlines(app).find(({ internet_message_id }) => internet_message_id === open);
  if (!deadline || app.mail.mail?.compose) return;
  notify("netjes-due", app.t("due.bar", { when: app.when(deadline.limit_at) }));
}

/** @param {App} app @param {Deadline} deadline */
function replace(app, deadline) {
  app.deadlines = app.deadlines.map((one) => (one.id === deadline.id ? deadline : one));
  if (app.mail.deadline?.id === deadline.id) app.mail.deadline = deadline;
  app.opened = "";
}

/** @param {App} app @param {string} id @param {Record<string, string>} change */
export async function changeDeadline(app, id, change) {
  replace(app, await app.server.change(id, change));
}

/** @param {App} app @param {Deadline} deadline */
export function markDone(app, deadline) {
  return app.attempt(async () => {
    await changeDeadline(app, deadline.id, { state: "done" });
    announce(app.t("reminders.done_said"));
  });
}

/** @param {App} app @param {Deadline} deadline @param {string} clock  wall time in the user's zone */
export function moveDate(app, deadline, clock) {
  const limit_at = instant(clock, app.place.zone);
  if (!limit_at) return;
  return app.attempt(async () => {
    await changeDeadline(app, deadline.id, { limit_at });
    announce(app.t("reminders.moved_said", { when: app.when(limit_at) }));
  });
}

/** @param {App} app @param {Deadline} deadline @param {{choice: string}|{clock: string}} until */
export function snooze(app, deadline, until) {
  const at = "clock" in until ? instant(until.clock, app.place.zone) : null;
  if ("clock" in until && !at) return;
  return app.attempt(async () => {
    await snoozed(app, deadline, at ? { until: at } : /** @type {{choice: string}} */ (until));
    announce(app.t("reminders.snoozed_said"));
  });
}

/** @param {App} app @param {Deadline} deadline @param {{choice: string, sleep?: boolean}|{until: string}} until */
export async function snoozed(app, deadline, until) {
  replace(app, await app.server.snooze(deadline.id, until));
}

/** Put a due notice away; it is not shown again. @param {App} app @param {Deadline} deadline */
export function putAway(app, deadline) {
  return app.attempt(async () => {
    const seen_at = new Date(app.now).toISOString();
    const due = dueNotices(deadline);
    for (const { id } of due) await app.server.seen(id);
    const notices = deadline.notices.map((notice) => (due.includes(notice) ? { ...notice, seen_at } : notice));
    replace(app, { ...deadline, notices });
  });
}

/** @param {Deadline} deadline */
export function openDeadline(deadline) {
  showMail(deadline.item_id);
}
