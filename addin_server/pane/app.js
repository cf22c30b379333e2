/** @file The pane's state, and what every action needs: texts, time, drawing, one way to fail. */

import { remaining, written } from "./moments.js";
import { ApiError } from "./server.js";

/** @typedef {import("./types.js").MailState} MailState */
/** @typedef {import("./types.js").Tab} Tab */

/** @returns {MailState} */
export function emptyMail() {
  return {
    step: "loading",
    mail: null,
    answer: null,
    side: null,
    chosen: false,
    deadline: null,
    unkept: false,
    query: "",
    offer: null,
    draft: null,
    missing: [],
    letter: null,
    sent: "",
    pondered: [],
    slept: "",
    check: null,
    envelope: null,
    asking: "",
    askedAt: 0,
    proposal: "",
    sending: false,
    refused: "",
    responded: "",
    drafted: false,
    taken_out: "",
    error: "",
  };
}

export class App {
  /** @type {Tab} */
  tab = "mail";
  mail = emptyMail();
  /** What the user typed, by mail; gone when the pane closes. @type {Map<string, import("./types.js").Draft>} */
  drafts = new Map();
  /** @type {import("./types.js").Deadline[]} */
  deadlines = [];
  /** What became of meeting requests, by mail. @type {Map<string, "declined"|"proposed">} */
  responded = new Map();
  /** Of the deadline whose history is open. @type {import("./types.js").Happening[]} */
  history = [];
  /** To candidates, by end date. @type {import("./types.js").Pledge[]} */
  pledges = [];
  /** How many of them end soon. */
  ending = 0;
  /** The list is older than it should be: the server did not answer. */
  stale = false;
  /** What the user opened at a deadline: "snooze-<deadline id>". */
  opened = "";
  /** Something failed; what was on screen stays. @type {{message: string, retry: () => void}|null} */
  problem = null;
  confirming = false;
  /** How far the server's clock is ahead of this one, milliseconds. */
  ahead = 0;
  #busy = false;

  /**
   * @param {object} parts
   * @param {import("./texts.js").Texts} parts.texts
   * @param {import("./types.js").Config} parts.config
   * @param {import("./types.js").Me} parts.me
   * @param {import("./server.js").Server} parts.server
   * @param {import("./types.js").Language} parts.outlook  the language of Outlook itself
   * @param {(app: App, parts?: {main?: boolean}) => void} parts.draw
   */
  constructor({ texts, config, me, server, outlook, draw }) {
    this.t = texts;
    this.config = config;
    this.me = me;
    this.server = server;
    this.outlook = outlook;
    this.draw = draw;
  }

  get now() {
    return Date.now() + this.ahead;
  }

  get place() {
    const { country, timezone } = this.me.preferences;
    return { locale: `${this.t.language}-${country.slice(0, 2)}`, zone: timezone };
  }

  /** An instant in the user's language and zone. @param {string} iso */
  when(iso) {
    return written(iso, this.place, this.now);
  }

  /** "5 hours left", or "2 hours too late". @param {string} iso */
  left(iso) {
    const { late, span } = remaining(iso, this.place.locale, this.now);
    return this.t(late ? "time.late" : "time.left", { span });
  }

  /** @param {Partial<MailState>} change */
  setMail(change) {
    Object.assign(this.mail, change);
    this.draw(this);
  }

  /** Another step of the open mail, by the user's hand. @param {Partial<MailState>} change */
  go(change) {
    this.problem = null;
    this.setMail(change);
    focusHeading();
  }

  /** @param {Tab} tab */
  show(tab) {
    this.tab = tab;
    this.problem = null;
    this.confirming = false;
    this.draw(this);
    focusHeading();
  }

  /** @param {unknown} error */
  sentence(error) {
    return sentence(this.t, error);
  }

  /**
   * Do something that may fail: one at a time; a failure is told and can be tried again.
   * @param {() => Promise<void>} action
   */
  async attempt(action) {
    if (this.#busy) return;
    this.#busy = true;
    this.problem = null;
    try {
      await action();
    } catch (error) {
      this.problem = { message: this.sentence(error), retry: () => void this.attempt(action) };
    } finally {
      this.#busy = false;
      this.draw(this);
    }
  }
}

/**
 * What went wrong, for the user: in our words, else in the server's.
 * @param {import("./texts.js").Texts} t
 * @param {unknown} error
 */
export function sentence(t, error) {
  if (!(error instanceof ApiError)) return t("error.unexpected");
  const own = `error.${error.code}`;
  return t.has(own) ? t(own) : error.message || t("error.unexpected");
}

/** Whoever changed the view by hand is put at its top. */
function focusHeading() {
  const title = document.querySelector("main h1");
  if (title instanceof HTMLElement) title.focus();
  globalThis.scrollTo(0, 0);
}

/** Tell a screen reader what happened. @param {string} message */
export function announce(message) {
  const status = document.getElementById("status");
  if (status) status.textContent = message;
}
