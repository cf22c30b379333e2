/** @file The talent pool: what a letter promises a candidate, and the promises that are kept. */

import { announce } from "./app.js";
import { save } from "./files.js";
import { wall } from "./moments.js";
import { dayIn, dayOf, later, nextYear } from "./spoken.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Draft} Draft */
/** @typedef {import("./types.js").Offer} Offer */
/** @typedef {import("./types.js").Pledge} Pledge */
/** @typedef {import("./types.js").PoolDraft} PoolDraft */

export const FIELD = "pool_until";
const FOUR_WEEKS = 28; //: days; usual without consent

/** @returns {PoolDraft} */
export function emptyPool() {
  return { until: "", consent: false, keep: null };
}

/** Where the user lives. @param {App} app */
export function today(app) {
  return wall(new Date(app.now).toISOString(), app.place.zone).slice(0, 10);
}

/** How long details are usually kept: four weeks, with consent a year. @param {string} from @param {boolean} consent */
export function usual(from, consent) {
  return consent ? nextYear(from) : later(from, FOUR_WEEKS);
}

/** A letter that is about the pool begins with a day; any other offers it only when asked to. @param {App} app @param {Offer} offer @param {Draft} draft */
export function startPool(app, offer, draft) {
  const field = offer.fields.find(({ name }) => name === FIELD);
  if (field?.required && !draft.values[FIELD]) setDay(draft, usual(today(app), draft.pool.consent));
}

/** @param {Draft} draft @param {string} day  "" takes it out */
export function setDay(draft, day) {
  draft.pool.until = day;
  draft.values[FIELD] = day && dayIn(day, draft.lang);
}

/** The day that the words say, if they say one. @param {Draft} draft @param {string} words @param {string} from */
export function readDay(draft, words, from) {
  draft.pool.until = dayOf(words, draft.lang, from);
}

/** With consent the usual time is longer; a day of the user's own stays. @param {Draft} draft @param {boolean} consent @param {string} from */
export function setConsent(draft, consent, from) {
  const { until } = draft.pool;
  draft.pool.consent = consent;
  const untouched = until === usual(from, !consent) || (consent && !draft.values[FIELD]);
  if (untouched) setDay(draft, usual(from, consent));
}

/** Only a day that lies ahead can be reminded of. @param {PoolDraft} pool @param {string} from */
export function canKeep({ until }, from) {
  return until > from;
}

/** By itself when there is a day, else when the user says so. @param {PoolDraft} pool @param {string} from */
export function keeps(pool, from) {
  return canKeep(pool, from) && (pool.keep ?? true);
}

/** After the letter was inserted; asking twice keeps one promise. @param {App} app */
export async function keepPromise(app) {
  const { draft, offer, mail } = app.mail;
  const asksFor = offer?.fields.some(({ name }) => name === FIELD);
  if (!draft || !mail || !asksFor || !keeps(draft.pool, today(app))) return;
  const { candidate_name = "", job_title = "", company = "" } = draft.values;
  const { until, consent } = draft.pool;
  const { internet_message_id, item_id } = mail;
  await app.server.promise({ candidate_name, job_title, company, until, consent, internet_message_id, item_id });
  announce(app.t("pool.kept", { day: dayIn(until, app.t.language) }));
}

/** By end date, without those that are over. @param {App} app */
export function livePledges(app) {
  return app.pledges.filter(({ state }) => state !== "ended");
}

/** @param {App} app @param {Pledge} pledge @param {boolean} consent */
export function changeConsent(app, pledge, consent) {
  return app.attempt(async () => {
    replace(app, await app.server.changePromise(pledge.id, { consent }));
    announce(app.t("settings.saved"));
  });
}

/** @param {App} app @param {Pledge} pledge */
export function endPromise(app, pledge) {
  return app.attempt(async () => {
    replace(app, await app.server.changePromise(pledge.id, { state: "ended" }));
    if (pledge.state === "reminded") app.ending = Math.max(0, app.ending - 1);
    announce(app.t("promises.ended_said"));
  });
}

/** @param {App} app @param {Pledge} pledge */
function replace(app, pledge) {
  app.pledges = app.pledges.map((one) => (one.id === pledge.id ? pledge : one));
}

/** @param {App} app */
export function exportPromises(app) {
  return app.attempt(async () => save(await app.server.promisesTable()));
}
