/** @file The letter as the answer to a meeting request; always asked about before it is sent. */

import { button, el, heading } from "../dom.js";
import { back } from "../reply.js";
import { ask, canDraft, canRespond, canTakeOut, carryOut, isFresh, keepDraft, proposable, respondedBefore, unask } from "../response.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").Verb} Verb */

/** Under the letter: what the mailbox itself can do with it. @param {App} app */
export function responseView(app) {
  if (!canRespond(app)) return null;
  const before = beforeView(app);
  if (before) return before;
  return section(app, [app.mail.asking ? asking(app, app.mail.asking) : offered(app)]);
}

/** What became of the request already. @param {App} app */
export function beforeView(app) {
  const before = respondedBefore(app);
  return before && el("p", { class: "note" }, app.t(`response.${before}_before`));
}

/** @param {App} app */
export function draftButton(app) {
  return canDraft(app) && button("draft", app.t("response.draft"), () => keepDraft(app), { class: "link" });
}

/** @param {App} app */
export function respondedView(app) {
  const { responded, mail } = app.mail;
  return [
    heading(app.t(`response.${responded}`)),
    el("p", {}, app.t("response.sent", { who: organiser(app) })),
    mail && takeOutView(app),
    el("p", {}, button("back", app.t("inserted.back"), () => back(app), { class: "link" })),
  ];
}

/** The appointment that stands in the calendar still. @param {App} app */
export function takeOutView(app) {
  const { taken_out, asking: verb } = app.mail;
  if (taken_out) return el("p", { class: "note", id: "response-said", tabindex: "-1" }, app.t(`response.taken_out_${taken_out}`));
  if (!canTakeOut(app)) return null;
  const open = button("ask-take_out", app.t("response.take_out"), () => ask(app, "take_out"));
  return section(app, [verb === "take_out" ? asking(app, verb) : el("div", { class: "actions" }, open)]);
}

/** @param {App} app @param {import("../dom.js").Child} content */
function section(app, content) {
  const { refused } = app.mail;
  return el(
    "section",
    { class: "response", "aria-label": app.t("response.label") },
    content,
    refused && el("p", { class: "error", role: "alert" }, refused),
  );
}

/** @param {App} app */
function offered(app) {
  const propose = proposable(app).length > 0 && button("ask-propose", app.t("response.propose"), () => ask(app, "propose"));
  return [
    el("p", { class: "muted" }, app.t("response.offered")),
    el("div", { class: "actions" }, propose, button("ask-decline", app.t("response.decline"), () => ask(app, "decline"))),
  ];
}

/** In plain words what will happen, and that it cannot be undone. @param {App} app @param {Verb} verb */
function asking(app, verb) {
  const { sending, deadline } = app.mail;
  const props = { id: "asking", class: "panel", tabindex: "-1", role: "group", "aria-labelledby": "asking-text" };
  if (sending) return el("div", props, el("p", { id: "asking-text", role: "status" }, app.t(`response.doing_${verb}`)));
  const answered = verb !== "take_out" && deadline?.state === "answered";
  return el(
    "div",
    props,
    el("p", { id: "asking-text" }, app.t(`response.sure_${verb}`, { who: organiser(app) })),
    answered && el("p", {}, app.t("response.answered")),
    verb === "propose" && moments(app),
    el(
      "div",
      { class: "actions" },
      button("asking-yes", app.t(`response.yes_${verb}`), () => void carryOut(app), { class: verb === "take_out" ? "danger" : "primary", disabled: isFresh(app) }),
      button("asking-no", app.t("response.no"), () => unask(app)),
    ),
  );
}

/** An invitation takes one other moment; the letter may name more. @param {App} app */
function moments(app) {
  const picked = proposable(app);
  const option = (/** @type {string} */ iso, /** @type {number} */ at) => {
    const onchange = () => void (app.mail.proposal = iso);
    const id = `proposal-${at}`;
    return el(
      "div",
      { class: "check" },
      el("input", { type: "radio", name: "proposal", id, checked: iso === app.mail.proposal, onchange }),
      el("label", { for: id }, app.when(iso)),
    );
  };
  return el("fieldset", {}, el("legend", {}, app.t("response.which")), ...picked.map(option));
}

/** @param {App} app */
function organiser(app) {
  const { mail, answer } = app.mail;
  return mail?.from.name || mail?.from.email || answer?.reading.contact_name || app.t("response.organiser");
}
