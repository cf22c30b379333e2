/** @file What the letter still needs, filled in as far as the mail says it. */

import { button, el, heading } from "../dom.js";
import { FIELD as POOL } from "../pool.js";
import { back, preview, translateDates } from "../reply.js";
import { hintsView } from "./hints.js";
import { poolParts } from "./pool.js";
import { FIELD as TIMES, timesView } from "./times.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Draft} Draft */
/** @typedef {import("../types.js").Field} Field */
/** @typedef {import("../types.js").Offer} Offer */

/** @param {App} app */
export function formView(app) {
  const { offer, draft } = app.mail;
  if (!offer || !draft) return [];
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void preview(app);
  };
  return [
    heading(offer.title),
    el("p", { class: "muted" }, offer.when),
    el(
      "form",
      { novalidate: true, onsubmit },
      offer.fields.some(({ required }) => required) && el("p", { class: "muted" }, app.t("form.required")),
      ...offer.fields.map((field) => fieldRow(app, field, draft)),
      choices(app, offer, draft),
      el(
        "div",
        { class: "actions end" },
        el("button", { type: "submit", id: "preview", class: "primary" }, app.t("form.preview")),
        button("back", app.t("form.back"), () => back(app)),
      ),
    ),
  ];
}

/** @param {App} app @param {Field} field @param {Draft} draft */
function fieldRow(app, field, draft) {
  const missing = app.mail.missing.includes(field.name);
  const id = `field-${field.name}`;
  const notes = [missing && `${id}-error`, field.help && `${id}-help`].filter(Boolean).join(" ");
  const input = control(app, field, draft, { id, "aria-describedby": notes || null, "aria-invalid": missing ? "true" : null });
  return el(
    "div",
    { class: "field" },
    el("label", { for: id }, field.label, field.required && el("span", { class: "star", "aria-hidden": "true" }, " *")),
    input,
    missing && el("p", { class: "error", id: `${id}-error` }, app.t("form.missing")),
    field.help && el("p", { class: "help", id: `${id}-help` }, field.help),
    hintsView(app, field, input),
    field.name === POOL && poolParts(app, draft, input),
    field.name === TIMES && timesView(app, draft, input),
  );
}

/** @param {App} app @param {Field} field @param {Draft} draft @param {import("../dom.js").Props} props */
function control(app, field, draft, props) {
  const oninput = (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    draft.values[field.name] = input.value;
    app.mail.missing = app.mail.missing.filter((name) => name !== field.name);
    input.removeAttribute("aria-invalid");
    document.getElementById(`${input.id}-error`)?.remove();
  };
  const all = { ...props, name: field.name, required: field.required, autocomplete: "off", value: draft.values[field.name] ?? "", oninput };
  return field.long ? el("textarea", { rows: 3, ...all }) : el("input", { type: "text", ...all });
}

/** Language and form of address; only what there is to choose. @param {App} app @param {Offer} offer @param {Draft} draft */
function choices(app, offer, draft) {
  const languages = offer.languages ?? app.config.languages;
  const registers = offer.registers ?? ["formal", "informal"];
  return el(
    "div",
    { class: "pair" },
    languages.length > 1 && choice(app, draft, "lang", languages),
    registers.length > 1 && choice(app, draft, "register", registers),
  );
}

/** @param {App} app @param {Draft} draft @param {"lang"|"register"} name @param {string[]} options */
function choice(app, draft, name, options) {
  const onchange = (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLSelectElement} */ (event.target);
    if (name === "lang") translateDates(app, draft, /** @type {import("../types.js").Language} */ (value));
    Object.assign(draft, { [name]: value });
    if (name === "lang") app.draw(app);
  };
  const option = (/** @type {string} */ value) => {
    const label = app.t(name === "lang" ? `lang.${value}` : `register.${value}`);
    return el("option", { value, selected: draft[name] === value }, label);
  };
  return el(
    "div",
    { class: "field" },
    el("label", { for: `choice-${name}` }, app.t(`form.${name}`)),
    el("select", { id: `choice-${name}`, onchange }, ...options.map(option)),
  );
}
