/**
 * The shapes that go round on the page; no code.
 *
 * @typedef {{name: string, email: string}} Address
 * @typedef {{id: string, subject: string, sender: Address, received: string|null, answered: boolean, problem: string}} Line
 * @typedef {object} Mail
 * @property {string} id
 * @property {string} internet_message_id
 * @property {string} conversation_id
 * @property {string} subject
 * @property {Address} sender
 * @property {Address[]} to
 * @property {string|null} received
 * @property {string} html
 * @property {string} text
 * @property {string[]} attachments
 * @property {boolean} answered
 * @property {boolean} plain_only
 * @typedef {{subject: string, from: string, to: string, received: string, text: string, html: string, message_id: string, copies: number}} Notice
 * @typedef {{id: string, label: string, title: string, description: string, icon: string, url: string, pinnable: boolean}} Button
 * @typedef {{read: Button[], compose: Button[]}} Ribbon
 * @typedef {{in_reply_to: string|null, to: string, subject: string, html: string, text: string}} Draft
 * @typedef {'nl'|'en'|'fr'|'de'} Lang
 * @typedef {'inbox'|'sent'|'notices'} FolderName
 *
 * What one task pane can reach: the item it was opened for, and the stage around it.
 * @typedef {object} Host
 * @property {'read'|'compose'} mode
 * @property {() => Mail|null} mail  the mail being read; null when there is none
 * @property {import('./compose.js').Composer|null} composer  the window being written in
 * @property {import('./notifications.js').Notifications} notifications
 * @property {(mail: Mail, html: string) => void} reply
 * @property {(id: string) => void} show
 * @property {Set<(event: object) => void>} itemChanged
 */

export {};
