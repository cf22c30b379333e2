/** @file "Why this reminder?": a link, and the short list it opens. */

import { button, el } from "../dom.js";
import { linesOf, toggleHistory } from "../told.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Deadline} Deadline */

/** @param {App} app @param {Deadline} deadline */
export function historyView(app, deadline) {
  const key = `history-${deadline.id}`;
  const open = app.opened === key;
  const props = { class: "opens link", "aria-expanded": String(open), "aria-controls": open ? `panel-${key}` : null };
  return [
    el("p", {}, button(`later-${key}`, app.t("told.open"), () => void toggleHistory(app, deadline), props)),
    open && el("ol", { class: "told", id: `panel-${key}` }, ...linesOf(deadline, app.history, app.now).map((line) => entry(app, line))),
  ];
}

/** @param {App} app @param {import("../told.js").Line} line */
function entry(app, { at, key, sentence }) {
  return el("li", {}, el("time", { class: "muted", datetime: at }, app.when(at)), el("span", {}, key ? app.t(key) : sentence));
}
