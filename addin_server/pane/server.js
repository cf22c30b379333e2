/** @file Our own server. Only module that calls `fetch`. */

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Config} Config */
/** @typedef {import("./types.js").Deadline} Deadline */
/** @typedef {import("./types.js").Draft} Draft */
/** @typedef {import("./types.js").Language} Language */
/** @typedef {import("./types.js").Letter} Letter */
/** @typedef {import("./types.js").Mail} Mail */
/** @typedef {import("./types.js").Me} Me */
/** @typedef {import("./types.js").Preferences} Preferences */

const PATIENCE = 10_000; //: milliseconds

/** What went wrong: `code` for programs, `message` in the user's language or "". */
export class ApiError extends Error {
  /**
   * @param {string} code
   * @param {string} [message]
   * @param {Record<string, unknown>} [details]
   */
  constructor(code, message = "", details = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/**
 * @param {string} path
 * @param {RequestInit} [init]
 * @returns {Promise<Response>}
 */
async function send(path, init = {}) {
  try {
    return await fetch(path, { ...init, signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    throw new ApiError("offline");
  }
}

/** @param {Response} response @returns {Promise<any>} */
async function unpack(response) {
  if (response.status === 204) return null;
  const content = await response.json().catch(() => null);
  if (response.ok && content !== null) return content;
  const { code = "unexpected", message = "", ...details } = content?.error ?? {};
  throw new ApiError(code, message, details);
}

/**
 * What the pane says in a language.
 * @param {Language} language
 * @returns {Promise<Record<string, string>>}
 */
export async function fetchTexts(language) {
  return unpack(await send(new URL(`texts/${language}.json`, import.meta.url).href));
}

/** @returns {Promise<Config>} */
export async function fetchConfig() {
  return unpack(await send("/api/config"));
}

/** The API as one user sees it. */
export class Server {
  /** @type {Language} */
  language = "nl";

  /** @param {{token: () => Promise<string|null>, forget: () => void}} signIn */
  constructor(signIn) {
    this.signIn = signIn;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<any>}
   */
  async ask(method, path, body) {
    const response = await this.#send(method, path, body);
    if (response.status !== 401) return unpack(response);
    this.signIn.forget();
    return unpack(await this.#send(method, path, body));
  }

  /** @param {string} method @param {string} path @param {unknown} body */
  async #send(method, path, body) {
    const token = await this.signIn.token();
    return send(`/api/${path}`, {
      method,
      headers: {
        "Accept-Language": this.language,
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** @returns {Promise<Me>} */
  me() {
    return this.ask("GET", "me");
  }

  /** @param {Preferences} preferences @returns {Promise<Preferences>} */
  prefer(preferences) {
    return this.ask("PUT", "me/preferences", preferences);
  }

  /** Everything the server keeps about the user is erased. */
  forgetMe() {
    return this.ask("DELETE", "me");
  }

  /** All letters, for a new mail that answers none. @returns {Promise<Answer>} */
  letters() {
    return this.ask("GET", "letters");
  }

  /** Moments without a zone are meant in `timezone`. @param {Mail} mail @param {string} timezone @returns {Promise<Answer>} */
  read({ compose, ...mail }, timezone) {
    return this.ask("POST", "readings", { message: { ...mail, timezone } });
  }

  /** One mail's letter is always worded the same. @param {string} id @param {Draft} draft @param {Mail|null} mail @returns {Promise<Letter>} */
  write(id, draft, mail) {
    const message_id = mail?.internet_message_id || mail?.item_id || "";
    const answered = { subject: mail?.subject ?? "", message_id };
    return this.ask("POST", `letters/${encodeURIComponent(id)}`, { ...draft, ...answered });
  }

  /** @returns {Promise<{now: string, deadlines: Deadline[]}>} */
  deadlines() {
    return this.ask("GET", "deadlines");
  }

  /** @param {Record<string, unknown>} deadline @returns {Promise<Deadline>} */
  keep(deadline) {
    return this.ask("POST", "deadlines", deadline);
  }

  /** @param {string} id @param {Record<string, string>} change @returns {Promise<Deadline>} */
  change(id, change) {
    return this.ask("PATCH", `deadlines/${encodeURIComponent(id)}`, change);
  }

  /** @param {string} id @param {{choice: string}|{until: string}} until @returns {Promise<Deadline>} */
  snooze(id, until) {
    return this.ask("POST", `deadlines/${encodeURIComponent(id)}/snooze`, until);
  }

  /** @param {string} notice  its id */
  seen(notice) {
    return this.ask("POST", `notices/${encodeURIComponent(notice)}/seen`);
  }
}
