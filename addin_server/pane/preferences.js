/** @file The user's own settings, saved at each change; and being forgotten. */

import { announce } from "./app.js";
import { fetchTexts } from "./server.js";
import { makeTexts } from "./texts.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Language} Language */
/** @typedef {import("./types.js").Preferences} Preferences */

/**
 * Speak another language from now on.
 * @param {App} app
 * @param {Language} language
 */
async function speak(app, language) {
  app.t = makeTexts(language, await fetchTexts(language));
  app.server.language = language;
  document.documentElement.lang = language;
}

/** @param {App} app @param {Partial<Preferences>} change */
export function save(app, change) {
  return app.attempt(async () => {
    const preferences = await app.server.prefer({ ...app.me.preferences, ...change });
    const language = preferences.language || app.outlook;
    if (language !== app.t.language) await speak(app, language);
    app.me = { ...app.me, preferences };
    announce(app.t("settings.saved"));
  });
}

/** Time zone and working hours as they are in Outlook. @param {App} app */
export async function takeFromOutlook(app) {
  /** @type {import("./types.js").Profile|null} */
  let profile = null;
  await app.attempt(async () => void (profile = await app.server.profile()));
  if (profile !== null) await save(app, fromProfile(profile, app.me.preferences));
}

/** What Outlook says; what it does not say stays. Pure. @param {import("./types.js").Profile} profile @param {Preferences} preferences */
export function fromProfile({ timezone, working_hours }, preferences) {
  return { timezone: timezone || preferences.timezone, working_hours: working_hours ?? preferences.working_hours };
}

/** Erase everything the server keeps about the user. @param {App} app */
export function forget(app) {
  return app.attempt(async () => {
    await app.server.forgetMe();
    app.me = await app.server.me();
    app.deadlines = [];
    app.pledges = [];
    app.ending = 0;
    app.mail.deadline = null;
    app.confirming = false;
    app.draw(app);
    announce(app.t("settings.forgotten"));
  });
}
