/** @file Puts the pane together. The only place where objects are made. */

import { App, sentence } from "./app.js";
import { byId, el, fill, heading } from "./dom.js";
import { draw, refreshTimes } from "./frame.js";
import { loadMail } from "./mail.js";
import { onItemChanged, ready } from "./outlook.js";
import { refresh, startPolling } from "./reminders.js";
import { back } from "./reply.js";
import { fetchConfig, fetchTexts, Server } from "./server.js";
import { makeSignIn } from "./signin.js";
import { bestLanguage, makeTexts } from "./texts.js";

/** @typedef {import("./texts.js").Texts} Texts */
/** @typedef {import("./types.js").Config} Config */
/** @typedef {import("./types.js").Language} Language */

const TIMES_EVERY = 20_000; //: milliseconds
const AGAIN_AFTER = 5_000;

/** @param {Language} language @returns {Promise<Texts>} */
async function speak(language) {
  document.documentElement.lang = language;
  return makeTexts(language, await fetchTexts(language));
}

/**
 * The user and their settings; the texts again when they read another language than Outlook's.
 * @param {Language} language
 * @param {Promise<Texts>} speaking
 * @param {Promise<Config>} configuring
 */
async function connect(language, speaking, configuring) {
  const config = await configuring;
  const server = new Server(makeSignIn(config.identity));
  server.language = language;
  const [me, texts] = await Promise.all([server.me(), speaking]);
  const chosen = me.preferences.language || language;
  server.language = chosen;
  return new App({ texts: chosen === language ? texts : await speak(chosen), config, me, server, outlook: language, draw });
}

/** @param {App} app */
function listen(app) {
  onItemChanged(() => void loadMail(app));
  addEventListener("online", () => void refresh(app));
  setInterval(() => refreshTimes(app), TIMES_EVERY);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (app.opened) close(app);
    else if (app.tab === "mail") back(app);
  });
  startPolling(app);
}

/** Close what is open in the list, and go back to what opened it. @param {App} app */
function close(app) {
  const id = `later-${app.opened}`;
  app.opened = "";
  draw(app);
  document.getElementById(id)?.focus();
}

/** One sentence instead of everything. @param {string} title @param {string} message @param {Node} [action] */
function sayOnly(title, message, action) {
  fill(byId("main"), [heading(title), el("p", {}, message), action]);
}

/**
 * Without server or user there is nothing to show but why, and to try again.
 * @param {Language} language
 * @param {Promise<Texts>} speaking
 * @param {Promise<Config>} configuring
 */
async function start(language, speaking, configuring) {
  try {
    const app = await connect(language, speaking, configuring);
    draw(app);
    listen(app);
    await Promise.all([loadMail(app), refresh(app)]);
  } catch (error) {
    const texts = await speaking.catch(() => null);
    if (!texts) return;
    const onclick = () => void start(language, speaking, fetchConfig());
    sayOnly(texts("error.title"), sentence(texts, error), el("button", { type: "button", class: "primary", onclick }, texts("error.retry")));
  }
}

/** What does not wait for Outlook is fetched while Outlook starts. */
async function main() {
  const configuring = fetchConfig();
  configuring.catch(() => {}); // told where it is awaited
  const host = await ready();
  if (host.dark !== null) document.documentElement.dataset.theme = host.dark ? "dark" : "light";
  const language = bestLanguage([host.language, ...navigator.languages]);
  const speaking = speak(language);
  speaking.catch(unreachable);
  if (host.in) return start(language, speaking, configuring);
  const texts = await speaking.catch(() => null);
  if (texts) sayOnly(texts("outside.title"), texts("outside.text"));
}

/** Not even the words came: say so in every language, and begin again. */
function unreachable() {
  byId("unreachable").hidden = false;
  setTimeout(() => location.reload(), AGAIN_AFTER);
}

void main();
