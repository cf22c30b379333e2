/** The folders, and the lines of the one that is open. */

import { arrowKeys, byId, h } from './dom.js';
import { shortDate, t } from './texts.js';

/** @type {import('./types.js').FolderName[]} */
const FOLDERS = ['inbox', 'sent', 'notices'];

/**
 * @param {import('./types.js').FolderName} open
 * @param {Record<import('./types.js').FolderName, number>} counts
 * @param {(name: import('./types.js').FolderName) => void} choose
 */
export function drawFolders(open, counts, choose) {
  const folders = byId('folders');
  const focused = folders.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.folder : null;
  folders.replaceChildren(...FOLDERS.map((name) =>
    h('button', { type: 'button', class: 'folder', 'data-folder': name, 'aria-current': name === open ? 'true' : null, onclick: () => choose(name) },
      h('span', {}, t(`folder.${name}`)), h('span', { class: 'count' }, counts[name] ? String(counts[name]) : ''))));
  if (focused) [...folders.querySelectorAll('button')].find((button) => button.dataset.folder === focused)?.focus();
}

/**
 * A line of the list, whatever folder it is in.
 * @typedef {{id: string, who: string, subject: string, received: string|null, mark: string, problem: boolean}} Row
 */

/**
 * @param {import('./types.js').FolderName} folder
 * @param {Row[]} rows  newest first
 * @param {string|null} chosen
 * @param {(id: string) => void} choose
 */
export function drawList(folder, rows, chosen, choose) {
  const list = byId('list');
  const focused = list.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.id : null;
  list.replaceChildren(
    h('h2', {}, t(`folder.${folder}`)),
    rows.length
      ? h('ul', {}, ...rows.map((row) => h('li', {}, line(row, row.id === chosen, choose))))
      : h('p', { class: 'nothing' }, t(`empty.${folder}`)));
  if (focused) [...list.querySelectorAll('button')].find((button) => button.dataset.id === focused)?.focus();
}

/**
 * @param {Row} row
 * @param {boolean} chosen
 * @param {(id: string) => void} choose
 */
function line(row, chosen, choose) {
  return h('button', { type: 'button', class: 'line', 'data-id': row.id, 'aria-current': chosen ? 'true' : null, onclick: () => choose(row.id) },
    h('span', { class: 'who' }, row.who),
    h('time', { datetime: row.received ?? '' }, row.received ? shortDate(row.received) : ''),
    h('span', { class: 'what' }, row.subject || t('mail.no_subject')),
    h('span', { class: 'mark' }, row.mark),
    row.problem && h('span', { class: 'problem' }, `⚠ ${t('mail.problem')}`));
}

/** Up and Down in list and folders. */
export function listKeys() {
  arrowKeys(byId('list'));
  arrowKeys(byId('folders'));
}
