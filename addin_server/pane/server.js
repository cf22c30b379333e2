/** @file Our own server. Only module that calls `fetch`. */

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Config} Config */
/** @typedef {import("./types.js").Deadline} Deadline */
/** @typedef {import("./types.js").Draft} Draft */
/** @typedef {import("./types.js").Finding} Finding */
/** @typedef {import("./types.js").Happening} Happening */
/** @typedef {import("./types.js").Language} Language */
/** @typedef {import("./types.js").Letter} Letter */
/** @typedef {import("./types.js").Mail} Mail */
/** @typedef {import("./types.js").Me} Me */
/** @typedef {import("./types.js").Pledge} Pledge */
/** @typedef {import("./types.js").Preferences} Preferences */

const PATIENCE = 10_000; //: milliseconds
const PATIENCE_SENDING = 60_000; //: to give up earlier is not to know whether it was sent

/** What went wrong: `code` for programs, `message` in the user's language or "". */
export class ApiError extends Error {
  /**
   * @param {string} code
   * @param {string} [message]
   * @param {Record<string, unknown>} [details]
   * @param {number} [status]  of the answer; 0: there was none
   */
  constructor(code, message = "", details = {}, status = 0) {
    super(message);
    this.code = code;
    this.details = details;
    this.status = status;
  }
}

/**
 * @param {string} path
 * @param {RequestInit} [init]
 * @param {number} [patience]
 * @returns {Promise<Response>}
 */
async function send(path, init = {}, patience = PATIENCE) {
  try {
    return await fetch(path, { ...init, signal: AbortSignal.timeout(patience) });
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
  throw new ApiError(code, message, details, response.status);
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

  /** @param {string} method @param {string} path @param {unknown} [body] @param {number} [patience] @returns {Promise<any>} */
  async ask(method, path, body, patience) {
    return unpack(await this.#answer(method, path, body, patience));
  }

  /**
   * What is a file, not JSON.
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<{blob: Blob, name: string}>}
   */
  async file(method, path, body) {
    const response = await this.#answer(method, path, body);
    if (!response.ok) return unpack(response);
    const [, name = "netjes"] = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "") ?? [];
    return { blob: await response.blob(), name };
  }

  /** A token that is refused is fetched anew, once. @param {string} method @param {string} path @param {unknown} body @param {number} [patience] */
  async #answer(method, path, body, patience) {
    const response = await this.#send(method, path, body, patience);
    if (response.status !== 401) return response;
    this.signIn.forget();
    return this.#send(method, path, body, patience);
  }

  /** @param {string} method @param {string} path @param {unknown} body @param {number} [patience] */
  async #send(method, path, body, patience) {
    const token = await this.signIn.token();
    const init = {
      method,
      headers: {
        "Accept-Language": this.language,
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    return send(`/api/${path}`, init, patience);
  }

  /** @returns {Promise<Me>} */
  me() {
    return this.ask("GET", "me");
  }

  /** @param {Preferences} preferences @returns {Promise<Preferences>} */
  prefer(preferences) {
    return this.ask("PUT", "me/preferences", preferences);
  }

  /** @returns {Promise<import("./types.js").Profile>} */
  profile() {
    return this.ask("GET", "me/mailbox");
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
    return this.ask("POST", `letters/${encodeURIComponent(id)}`, letterOf(draft, mail));
  }

  /**
   * The same letter as a Word file.
   * @param {string} id
   * @param {Draft} draft
   * @param {Mail|null} mail
   * @param {{sender: Record<string, string>, addressee: Record<string, string>}} parties
   */
  writeFormally(id, draft, mail, parties) {
    return this.file("POST", `letters/${encodeURIComponent(id)}/formal`, { ...letterOf(draft, mail), ...parties });
  }

  /**
   * In the mailbox: keep the letter as a draft, decline the meeting request with it, or propose
   * another time. The last two send it.
   * @param {"draft"|"decline"|"propose"} how
   * @param {string} letter  its id
   * @param {Draft} draft
   * @param {Mail} mail
   * @param {{start?: string, end?: string}} [moment]
   */
  respond(how, letter, draft, mail, moment = {}) {
    return this.ask("POST", `messages/${encodeURIComponent(mail.item_id)}/${how}`, { ...letterOf(draft, mail), letter, ...moment }, PATIENCE_SENDING);
  }

  /** Remove the calendar entry of an invitation. @param {Mail} mail @returns {Promise<{taken_out: boolean}>} */
  takeOut({ item_id }) {
    return this.ask("POST", `messages/${encodeURIComponent(item_id)}/take-out`, undefined, PATIENCE_SENDING);
  }

  /** @param {Record<string, unknown>} draft @returns {Promise<{findings: Finding[]}>} */
  check(draft) {
    return this.ask("POST", "wording", draft);
  }

  /** @returns {Promise<{now: string, deadlines: Deadline[], promises?: Pledge[]}>} */
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

  /** @param {string} id @param {{choice: string, sleep?: boolean}|{until: string}} until @returns {Promise<Deadline>} */
  snooze(id, until) {
    return this.ask("POST", `deadlines/${encodeURIComponent(id)}/snooze`, until);
  }

  /** @param {string} id @returns {Promise<{history: Happening[]}>} */
  history(id) {
    return this.ask("GET", `deadlines/${encodeURIComponent(id)}/history`);
  }

  /** @param {string} notice  its id */
  seen(notice) {
    return this.ask("POST", `notices/${encodeURIComponent(notice)}/seen`);
  }

  /** @param {Record<string, unknown>} pledge @returns {Promise<Pledge>} */
  promise(pledge) {
    return this.ask("POST", "promises", pledge);
  }

  /** @returns {Promise<{promises: Pledge[]}>} */
  promises() {
    return this.ask("GET", "promises");
  }

  /** @param {string} id @param {{consent: boolean}|{state: "ended"}} change @returns {Promise<Pledge>} */
  changePromise(id, change) {
    return this.ask("PATCH", `promises/${encodeURIComponent(id)}`, change);
  }

  /** All promises as a table. */
  promisesTable() {
    return this.file("GET", "promises.csv");
  }
}

/** What the server writes a letter from. @param {Draft} draft @param {Mail|null} mail */
function letterOf({ lang, register, values }, mail) {
  const message_id = mail?.internet_message_id || mail?.item_id || "";
  return { lang, register, values, subject: mail?.subject ?? "", message_id };
}
