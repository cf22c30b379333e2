/** @file Putting a reminder off, and moving the date: a button, and the choices it opens. */

import { button, el } from "../dom.js";
import { wall } from "../moments.js";
import { moveDate, snooze } from "../reminders.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Deadline} Deadline */
/** @typedef {"snooze"|"move"} Way */

const AFTERNOON = "13:00"; //: from then on "this afternoon" is no longer later

/** @param {App} app @param {Deadline} deadline @param {Way} way */
export function laterButton(app, deadline, way) {
  const key = `${way}-${deadline.id}`;
  const open = app.opened === key;
  const toggle = () => {
    app.opened = open ? "" : key;
    app.draw(app);
  };
  const props = { "aria-expanded": String(open), "aria-controls": open ? `panel-${key}` : null, class: "opens" };
  return button(`later-${key}`, app.t(`later.${way}`), toggle, props);
}

/** @param {App} app @param {Deadline} deadline @param {Way} way */
export function laterPanel(app, deadline, way) {
  const key = `${way}-${deadline.id}`;
  if (app.opened !== key) return null;
  const label = app.t(`later.${way}`);
  return el(
    "div",
    { class: "panel", id: `panel-${key}`, role: "group", "aria-label": label },
    way === "snooze" && choices(app, deadline),
    moment(app, deadline, way),
  );
}

/** @param {App} app @param {Deadline} deadline */
function choices(app, deadline) {
  const clock = wall(new Date(app.now).toISOString(), app.place.zone).slice(11);
  const offered = ["hour", ...(clock < AFTERNOON ? ["afternoon"] : []), "tomorrow"];
  const offer = (/** @type {string} */ choice) =>
    button(`${choice}-${deadline.id}`, app.t(`later.${choice}`), () => snooze(app, deadline, { choice }));
  return el("div", { class: "actions" }, ...offered.map(offer));
}

/** A date and time of the user's own. @param {App} app @param {Deadline} deadline @param {Way} way */
function moment(app, deadline, way) {
  const id = `moment-${way}-${deadline.id}`;
  const { zone } = app.place;
  const now = wall(new Date(app.now).toISOString(), zone);
  const ahead = Date.parse(deadline.limit_at) > app.now;
  const value = way === "move" && ahead ? wall(deadline.limit_at, zone) : "";
  const input = el("input", { type: "datetime-local", id, required: true, min: now, value });
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void (way === "move" ? moveDate(app, deadline, input.value) : snooze(app, deadline, { clock: input.value }));
  };
  return el(
    "form",
    { class: "moment", onsubmit, novalidate: true }, // the server says what is wrong, in full sentences
    el("label", { for: id }, app.t(way === "move" ? "later.new_date" : "later.date")),
    el("div", { class: "actions" }, input, el("button", { type: "submit", id: `set-${id}` }, app.t("later.set"))),
  );
}
