/** @file A draft is read through by the server: the letter on screen, or what the user has written. */

import { announce } from "./app.js";
import { draftText } from "./outlook.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Check} Check */

/** The letter that is shown. Never in the way: a check that fails is told in one line. @param {App} app */
export async function checkLetter(app) {
  const { letter, draft } = app.mail;
  if (!letter || !draft) return;
  await checked(app, async () => ({ ...letter, lang: draft.lang }));
}

/** What stands in the mail that is being written. @param {App} app */
export async function checkDraft(app) {
  const { draft, answer, step } = app.mail;
  const lang = (step === "inserted" && draft?.lang) || answer?.reading.lang || app.t.language;
  await checked(app, async () => ({ subject: "", text: "", ...(await draftText()), lang }));
}

/** In one sentence. @param {App} app @param {Check} check */
export function verdict(app, { findings }) {
  return findings.length ? app.t("wording.found", { count: findings.length }) : app.t("wording.clean");
}

/**
 * @param {App} app
 * @param {() => Promise<{subject: string, text: string, lang: string}>} written
 */
async function checked(app, written) {
  const state = app.mail;
  /** @type {Check} */
  const check = { state: "asked", findings: [] };
  state.check = check;
  app.draw(app, { main: false });
  try {
    const { subject, text, lang } = await written();
    const asked = { side: state.side ?? state.offer?.side, lang, subject, text, context: context(state) };
    check.findings = (await app.server.check(asked)).findings;
    check.state = "done";
  } catch {
    check.state = "failed";
  }
  if (app.mail.check !== check) return; // it is about another text by now
  app.draw(app, { main: false });
  if (check.state === "done") announce(verdict(app, check));
}

/**
 * What is known about the case: what the user filled in, else what the mail says.
 * @param {import("./types.js").MailState} state
 */
export function context({ answer, offer, draft, step }) {
  const ofLetter = step !== "suggestion";
  const values = ofLetter ? (draft?.values ?? {}) : {};
  const { contact_name, candidate_name, company, agency, job_title, already_accepted = false } = answer?.reading ?? {};
  const read = { contact_name, candidate_name, company: company ?? agency, job_title };
  const situation = (ofLetter && offer?.id) || "";
  const known = Object.entries(read).map(([name, value]) => [name, values[name]?.trim() || value || ""]);
  return {
    ...Object.fromEntries(known),
    already_accepted,
    situation,
    no_reason: situation === "no-reason",
    talent_pool: pool(values, draft),
  };
}

/** Nothing is concluded from a promise that was not made here. @param {Record<string, string>} values @param {import("./types.js").Draft|null} draft */
function pool({ pool_until: until }, draft) {
  return until?.trim() ? { intended: true, consent: Boolean(draft?.pool.consent), until } : {};
}
