/** @file Everything around a view: tabs, due notices, what failed. Draws only what changed. */

import { byId, button, el, fill } from "./dom.js";
import { dueDeadlines, liveDeadlines, refresh } from "./reminders.js";
import { banner } from "./views/due.js";
import { mailView } from "./views/mail.js";
import { remindersView } from "./views/reminders.js";
import { settingsView } from "./views/settings.js";
import { wordingLines } from "./views/wording.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Tab} Tab */

const MOST_BANNERS = 1; //: more would push the work off a narrow pane
const VIEWS = { mail: mailView, reminders: remindersView, settings: settingsView };

/** @param {App} app @param {{main?: boolean}} [parts]  without `main`, only what is around it */
export function draw(app, { main = true } = {}) {
  fill(byId("nav"), navigation(app));
  drawDue(app);
  fill(byId("problem"), problem(app));
  if (main) fill(byId("main"), VIEWS[app.tab](app));
  else drawWording(app);
  refreshTimes(app);
}

/** Time that is left runs on without drawing anew. @param {App} app */
export function refreshTimes(app) {
  for (const node of document.querySelectorAll("[data-until]")) {
    const until = node.getAttribute("data-until") ?? "";
    const text = app.left(until);
    if (node.textContent !== text) node.textContent = text;
    node.classList.toggle("urgent", Date.parse(until) - app.now < 4 * 3_600_000);
  }
}

/** @param {App} app */
function navigation(app) {
  const count = liveDeadlines(app).length;
  const badge = count > 0 && el("span", { class: "badge" }, String(count));
  const label = count > 0 ? app.t("nav.reminders_count", { count }) : null;
  byId("nav").setAttribute("aria-label", app.t("nav.label"));
  return el(
    "ul",
    {},
    el("li", {}, tab(app, "mail")),
    el("li", {}, tab(app, "reminders", { "aria-label": label }, badge)),
    el("li", {}, tab(app, "settings")),
  );
}

/**
 * @param {App} app
 * @param {Tab} name
 * @param {import("./dom.js").Props} [props]
 * @param {...import("./dom.js").Child} more
 */
function tab(app, name, props = {}, ...more) {
  const current = app.tab === name ? "page" : null;
  const onclick = () => show(app, name);
  return el("button", { type: "button", id: `tab-${name}`, onclick, "aria-current": current, ...props }, app.t(`nav.${name}`), ...more);
}

/** @param {App} app @param {Tab} name */
function show(app, name) {
  app.show(name);
  if (name === "reminders") void refresh(app); // promises are fetched for this list alone
}

/** Findings come while someone reads: nothing else is drawn anew. @param {App} app */
function drawWording(app) {
  const region = document.getElementById("wording");
  if (region) fill(region, wordingLines(app));
}

/** @param {App} app */
function drawDue(app) {
  const due = dueDeadlines(app);
  const region = byId("due");
  region.hidden = (due.length === 0 && app.ending === 0) || app.tab === "reminders"; // there they stand in the list
  region.setAttribute("aria-label", app.t("due.label"));
  const shown = region.hidden ? [] : due.slice(0, MOST_BANNERS);
  const rest = due.length - shown.length;
  fill(region, [
    shown.map((deadline) => banner(app, deadline)),
    rest > 0 && !region.hidden && button("due-more", app.t("due.more", { count: rest }), () => show(app, "reminders"), { class: "link" }),
    app.ending > 0 && button("due-promises", app.t("due.promises", { count: app.ending }), () => show(app, "reminders"), { class: "link" }),
  ]);
}

/** @param {App} app */
function problem(app) {
  if (!app.problem) return app.stale && app.tab !== "reminders" ? el("p", { class: "note" }, app.t("error.offline")) : [];
  const { message, retry } = app.problem;
  const away = () => {
    app.problem = null;
    app.draw(app, { main: false });
  };
  const close = button("problem-close", "×", away, { class: "icon", "aria-label": app.t("error.close") });
  return el(
    "div",
    { class: "problem" },
    el("div", { class: "banner-head" }, el("p", {}, message), close),
    el("div", { class: "actions" }, button("problem-retry", app.t("error.retry"), retry)),
  );
}
