/** @file What can be done with the open mail: read it, say what it is, keep its deadline. */

import { emptyMail } from "./app.js";
import { openMail } from "./outlook.js";
import { notifyOpenMail } from "./reminders.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Deadline} Deadline */
/** @typedef {import("./types.js").Side} Side */

/** Read the mail that is open now. Never takes the focus. @param {App} app */
export async function loadMail(app) {
  const state = emptyMail();
  app.mail = state;
  app.problem = null;
  app.draw(app);
  try {
    state.mail = await openMail();
    if (state.mail === null) state.step = "none";
    else if (isNew(state.mail)) choose(state, await app.server.letters());
    else receive(state, await app.server.read(state.mail, app.me.preferences.timezone));
  } catch (error) {
    state.step = "error";
    state.error = app.sentence(error);
  }
  if (app.mail !== state) return; // another mail was opened meanwhile
  app.draw(app);
  await remindByItself(app);
  notifyOpenMail(app);
}

/** A new mail that answers none, with at most a signature in it. @param {import("./types.js").Mail} mail */
function isNew(mail) {
  return mail.compose && !mail.subject;
}

/** The user says what they write. @param {import("./types.js").MailState} state @param {Answer} answer */
function choose(state, answer) {
  Object.assign(state, { answer, step: "unsure" });
}

/** @param {import("./types.js").MailState} state @param {Answer} answer */
function receive(state, answer) {
  state.answer = answer;
  state.side = answer.side;
  state.deadline = answer.deadline;
  state.step = answer.reading.kind === "unsure" ? "unsure" : "suggestion";
}

/** The user says what the mail is. @param {App} app @param {Side} side */
export function chooseSide(app, side) {
  app.go({ side, chosen: true, step: "suggestion" });
}

/** The mail is something else than we think. @param {App} app */
export function askKind(app) {
  app.go({ step: "unsure", side: null, chosen: false });
}

/** What we thought at first. @param {App} app */
export function trustReading(app) {
  app.go({ step: "suggestion", side: app.mail.answer?.side ?? null, chosen: false });
}

/** Whether a reminder can be kept: it needs to know which mail, and since when. @param {App} app */
export function canRemind(app) {
  const { mail, side } = app.mail;
  return Boolean(side && mail?.internet_message_id && mail.received);
}

/** A recognised invitation gets its reminder quietly. @param {App} app */
async function remindByItself(app) {
  const state = app.mail;
  const wanted = app.me.preferences.remind && state.answer?.reading.kind === "interview_invitation";
  // Old mail that is read again is no reason to be reminded of it at once.
  if (!wanted || state.answer?.schedule?.passed || state.deadline || !canRemind(app)) return;
  try {
    const deadline = await keep(app);
    if (app.mail === state) state.deadline = deadline;
  } catch {
    state.unkept = true;
  }
  app.draw(app);
}

/** By a click. @param {App} app */
export function remindMe(app) {
  return app.attempt(async () => {
    app.mail.deadline = await keep(app);
    app.mail.unkept = false;
  });
}

/** What a mail is known by, here and to the server. @param {import("./types.js").Mail} mail */
export function keyOf({ internet_message_id, item_id }) {
  return internet_message_id || item_id;
}

/** No longer than the server keeps it. @param {string} name */
function short(name) {
  return name.slice(0, 200);
}

/** Have the server remind of the open mail; the same deadline when it does already. @param {App} app @returns {Promise<Deadline>} */
export async function keep(app) {
  const { mail, answer, side } = app.mail;
  if (!mail || !answer) throw new Error("no mail has been read");
  const { reading } = answer;
  const kind = side === "reject" ? "application" : "interview_invitation";
  const deadline = await app.server.keep({
    internet_message_id: mail.internet_message_id,
    item_id: mail.item_id,
    conversation_id: mail.conversation_id,
    kind: app.mail.chosen ? kind : reading.kind,
    sender_name: short((side === "reject" ? reading.candidate_name : reading.contact_name) || mail.from.name),
    job_title: short(reading.job_title ?? ""),
    company: short(reading.company ?? reading.agency ?? ""),
    received: mail.received,
    interview_starts: reading.interview_starts,
    reply_by_at: reading.reply_by_at,
  });
  app.deadlines = [...app.deadlines.filter(({ id }) => id !== deadline.id), deadline];
  return deadline;
}
