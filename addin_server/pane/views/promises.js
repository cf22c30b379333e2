/** @file Candidates who were promised to be kept in mind: until when, and whether they agreed. */

import { button, el } from "../dom.js";
import { changeConsent, endPromise, exportPromises, livePledges } from "../pool.js";
import { dayIn } from "../spoken.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Pledge} Pledge */

/** Nothing for whoever promised nothing. @param {App} app */
export function promisesView(app) {
  const pledges = livePledges(app);
  if (pledges.length === 0) return null;
  return el(
    "section",
    { "aria-labelledby": "promises-title", class: "promises" },
    el("h2", { id: "promises-title" }, app.t("promises.title")),
    el("ul", { class: "waiting" }, ...pledges.map((pledge) => el("li", {}, line(app, pledge)))),
    el("p", {}, button("promises-export", app.t("promises.export"), () => exportPromises(app), { class: "link" })),
  );
}

/** @param {App} app @param {Pledge} pledge */
function line(app, pledge) {
  const { id, candidate_name, job_title, company } = pledge;
  const box = `consent-${id}`;
  const onchange = (/** @type {Event} */ event) => changeConsent(app, pledge, /** @type {HTMLInputElement} */ (event.target).checked);
  return [
    el("h3", { id: `pledge-${id}` }, candidate_name),
    el("p", {}, [job_title, company].filter(Boolean).join(", ")),
    el("p", {}, app.t("promises.until", { day: dayIn(pledge.until, app.t.language) })),
    pledge.state === "reminded" && el("p", { class: "note" }, app.t("promises.ends_soon")),
    el(
      "div",
      { class: "check" },
      el("input", { type: "checkbox", id: box, checked: pledge.consent, autocomplete: "off", "aria-describedby": `pledge-${id}`, onchange }),
      el("label", { for: box }, app.t("promises.consent")),
    ),
    el("div", { class: "actions" }, button(`end-${id}`, app.t("promises.end"), () => endPromise(app, pledge), { "aria-describedby": `pledge-${id}` })),
  ];
}
