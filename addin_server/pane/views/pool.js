/** @file Beside the words of the end date: a date to pick, whether the candidate agreed, a reminder. */

import { button, el, typeInto } from "../dom.js";
import { canKeep, FIELD, keeps, readDay, setConsent, setDay, today, usual } from "../pool.js";
import { later } from "../spoken.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Draft} Draft */

/** @param {App} app @param {Draft} draft @param {HTMLInputElement|HTMLTextAreaElement} words */
export function poolParts(app, draft, words) {
  const from = today(app);
  const date = el("input", { type: "date", id: "pool-date", "aria-label": app.t("pool.date"), min: later(from, 1), autocomplete: "off" });
  const consent = check(app, "consent", (checked) => change(() => setConsent(draft, checked, from)));
  const keep = check(app, "keep", (checked) => void (draft.pool.keep = checked), "pool-keep-help");
  const usually = button("pool-usual", app.t("pool.usual"), () => change(() => setDay(draft, usual(from, draft.pool.consent))), { class: "link" });
  const help = el("p", { class: "help", id: "pool-keep-help" });
  const show = () => {
    date.value = draft.pool.until;
    consent.box.checked = draft.pool.consent;
    keep.box.checked = keeps(draft.pool, from);
    keep.box.disabled = !canKeep(draft.pool, from);
    keep.row.hidden = !words.value.trim();
    help.textContent = app.t(keep.box.disabled ? "pool.keep_how" : "pool.keep_help");
  };
  const change = (/** @type {() => void} */ act) => {
    act();
    const { until } = draft.pool;
    typeInto(words, draft.values[FIELD] ?? "");
    draft.pool.until = until; // also one further away than words are looked up
    show();
  };
  date.addEventListener("change", () => change(() => setDay(draft, date.value)));
  words.addEventListener("input", () => {
    readDay(draft, words.value, from);
    show();
  });
  keep.row.append(help);
  show();
  return [el("div", { class: "actions" }, date, usually), consent.row, keep.row];
}

/** @param {App} app @param {"consent"|"keep"} name @param {(checked: boolean) => void} act @param {string|null} [help] */
function check(app, name, act, help = null) {
  const id = `pool-${name}`;
  const box = el("input", { type: "checkbox", id, "aria-describedby": help, autocomplete: "off", onchange: () => act(box.checked) });
  const row = el("div", { class: "check" }, box, el("label", { for: id }, app.t(`pool.${name}`)));
  return { box, row };
}
