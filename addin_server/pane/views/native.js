/** @file How the reminder in Outlook itself is doing. Nothing where there is none. */

import { el } from "../dom.js";
import { isLive } from "../reminders.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Deadline} Deadline */

/** @param {App} app @param {Deadline} deadline */
export function nativeView(app, deadline) {
  const way = app.me.preferences.native;
  if (!deadline.native || deadline.native === "cancelled" || !way || !isLive(deadline)) return null;
  return el("p", { class: "muted" }, app.t(`native.${stateOf(deadline.native)}_${way}`));
}

/** @param {string} native @returns {"done"|"parked"|"waiting"} */
function stateOf(native) {
  if (native === "delivered") return "done";
  return native === "parked" ? "parked" : "waiting";
}
