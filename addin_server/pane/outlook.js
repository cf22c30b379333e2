/** @file Outlook. Only module that calls `Office`. */

import { quotedIn } from "./quoted.js";

/** @typedef {import("./types.js").Mail} Mail */
/** @typedef {import("./types.js").Letter} Letter */
/** @typedef {{in: boolean, language: string, dark: boolean|null}} Host */

const MOST_TEXT = 200_000; //: characters handed to the server; it reads no more than this
const MOST_HTML = 400_000;
const MOST_SUBJECT = 2_000;
const MOST_DRAFT = 20_000;
const MOST_PEOPLE = 100;

/**
 * Where we run; `in` is false outside Outlook, also when office.js could not be fetched.
 * @returns {Promise<Host>}
 */
export async function ready() {
  const host = typeof Office === "undefined" ? null : (await Office.onReady()).host;
  if (host === null || !Office.context?.mailbox) return { in: false, language: navigator.language, dark: null };
  return { in: true, language: Office.context.displayLanguage, dark: isDark() };
}

/** Whether Outlook's own theme is dark; null when it does not say. */
function isDark() {
  const colour = /^#?([0-9a-f]{6})$/i.exec(Office.context.officeTheme?.bodyBackgroundColor ?? "")?.[1];
  if (!colour) return null;
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

/** @returns {any} the open item: read or compose, or null */
function openItem() {
  return Office.context.mailbox.item ?? null;
}

/** @param {any} item */
function isCompose(item) {
  return typeof item.subject !== "string";
}

/** @param {string} set  of Mailbox, such as "1.9" */
function supports(set) {
  return Office.context.requirements.isSetSupported("Mailbox", set);
}

/**
 * An asynchronous call of Office as a promise.
 * @template T
 * @param {(done: (result: Office.AsyncResult<T>) => void) => void} call
 * @returns {Promise<T>}
 */
function asked(call) {
  return new Promise((resolve, reject) => {
    call((result) => {
      if (result.status === Office.AsyncResultStatus.Succeeded) resolve(result.value);
      else reject(Object.assign(new Error(result.error.message), { code: result.error.code }));
    });
  });
}

/** @param {() => void} handler  called when another mail is shown in a pinned pane */
export function onItemChanged(handler) {
  if (supports("1.5")) Office.context.mailbox.addHandlerAsync(Office.EventType.ItemChanged, handler);
}

/** The name that the user's own mails carry. */
export function userName() {
  return Office.context.mailbox.userProfile?.displayName ?? "";
}

/** The open mail, or null when none is open. @returns {Promise<Mail|null>} */
export async function openMail() {
  const item = openItem();
  if (item === null || item.itemType !== Office.MailboxEnums.ItemType.Message) return null;
  return isCompose(item) ? answeredMail(item) : readMail(item);
}

/** @param {any} item  in read mode @returns {Promise<Mail>} */
async function readMail(item) {
  const [html, text] = await Promise.all([body(item, "html"), body(item, "text")]);
  return {
    compose: false,
    item_id: item.itemId ?? "",
    internet_message_id: item.internetMessageId ?? "",
    conversation_id: item.conversationId ?? "",
    subject: item.subject.slice(0, MOST_SUBJECT),
    from: address(item.from),
    to: (item.to ?? []).slice(0, MOST_PEOPLE).map(address),
    received: item.dateTimeCreated?.toISOString() ?? null,
    body: text.slice(0, MOST_TEXT),
    html: html.length > MOST_HTML ? "" : html,
  };
}

/**
 * The mail that is being answered, as far as it is quoted in the reply.
 * @param {any} item  in compose mode
 * @returns {Promise<Mail>}
 */
async function answeredMail(item) {
  const [html, subject] = await Promise.all([
    body(item, "html"),
    asked((/** @type {any} */ done) => item.subject.getAsync(done)),
  ]);
  const original = quotedIn(html.slice(0, MOST_HTML));
  return {
    compose: true,
    item_id: "",
    internet_message_id: supports("1.14") ? (item.inReplyTo ?? "") : "",
    conversation_id: item.conversationId ?? "",
    subject: String(subject ?? "").slice(0, MOST_SUBJECT),
    from: original.from,
    to: [],
    received: null,
    body: "",
    html: original.html,
  };
}

/** What is being written now, with the mail that it answers below; null in a mail that is read. */
export async function draftText() {
  const item = openItem();
  if (item === null || !isCompose(item)) return null;
  const [text, subject] = await Promise.all([
    body(item, "text"),
    asked((/** @type {any} */ done) => item.subject.getAsync(done)),
  ]);
  return { text: text.slice(0, MOST_DRAFT), subject: String(subject ?? "").slice(0, MOST_SUBJECT) };
}

/** @param {any} item @param {"html"|"text"} type @returns {Promise<string>} */
function body(item, type) {
  return asked((done) => item.body.getAsync(type, done));
}

/** @param {any} details */
function address(details) {
  return { name: (details?.displayName ?? "").slice(0, 500), email: (details?.emailAddress ?? "").slice(0, 500) };
}

/** Whether a letter can be put in a mail from here: not on phones, there it is copied. */
export function canInsert() {
  const item = openItem();
  return item !== null && (isCompose(item) || typeof item.displayReplyForm === "function") && !isPhone();
}

function isPhone() {
  const { PlatformType: platform } = Office;
  return [platform?.iOS, platform?.Android].includes(/** @type {any} */ (Office.context.platform ?? "none"));
}

/**
 * Put a letter in a reply: a new one, or at the caret of the one being written. Never sends.
 * @param {Letter} letter
 */
export async function insert(letter) {
  const item = openItem();
  if (item === null) throw new Error("no mail is open");
  if (isCompose(item)) await insertAtCaret(item, letter);
  else if (supports("1.9")) await asked((/** @type {any} */ done) => item.displayReplyFormAsync({ htmlBody: letter.html }, done));
  else item.displayReplyForm({ htmlBody: letter.html });
}

/** Keeps the signature and the thread; a subject only where there is none yet. @param {any} item @param {Letter} letter */
async function insertAtCaret(item, letter) {
  const { Html, Text } = Office.CoercionType;
  const type = await asked((/** @type {any} */ done) => item.body.getTypeAsync(done));
  const [content, coercionType] = type === Html ? [letter.html, Html] : [letter.text, Text];
  await asked((/** @type {any} */ done) => item.body.setSelectedDataAsync(content, { coercionType }, done));
  const subject = await asked((/** @type {any} */ done) => item.subject.getAsync(done));
  if (!subject) await asked((/** @type {any} */ done) => item.subject.setAsync(letter.subject, done));
}

/** Open a mail in a window of its own. @param {string} itemId */
export function showMail(itemId) {
  Office.context.mailbox.displayMessageForm(itemId);
}

/**
 * A line in Outlook's bar above the open mail; quietly nothing where that is not possible.
 * @param {string} key  at most 32 characters
 * @param {string} message  at most 150 are shown
 */
export function notify(key, message) {
  openItem()?.notificationMessages?.replaceAsync(key.slice(0, 32), {
    type: Office.MailboxEnums.ItemNotificationMessageType.InformationalMessage,
    message: message.slice(0, 150),
    icon: "Icon.16x16",
    persistent: false,
  });
}

/** Where the mailbox lies: "enterprise" is a server of the organisation's own; "" when Outlook does not say. */
export function accountType() {
  return Office.context.mailbox.userProfile?.accountType ?? "";
}

/** Exchange's word for who the user is. Rejects with Office's error. @returns {Promise<string>} */
export function identityToken() {
  return asked((done) => Office.context.mailbox.getUserIdentityTokenAsync(done));
}

/** A token for our own server. Rejects with Office's error. */
export function accessToken() {
  return Office.auth.getAccessToken({ allowSignInPrompt: true });
}
