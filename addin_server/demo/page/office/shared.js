/** What reading and writing have in common: notifications, and small stores for the add-in. */

import { FAILURES, common, fail, missing, outOfRange, succeed, text, wrong, wrongType } from './calls.js';

const LONGEST_KEY = 32;
const LONGEST_MESSAGE = 150;
const TYPES = ['informationalMessage', 'progressIndicator', 'errorMessage', 'insightMessage'];

/** @param {unknown} key */
function checkedKey(key) {
  if (key === '') throw missing('key');
  return text(key, 'key', LONGEST_KEY);
}

/** @param {any} data */
function checkedBar(data) {
  if (!data?.type) throw missing('type');
  if (!TYPES.includes(data.type)) throw wrong('type');
  if (data.type === 'informationalMessage') {
    if (!data.icon) throw missing('icon');
    text(data.icon, 'icon', LONGEST_KEY);
    if (data.persistent === null || data.persistent === undefined) throw missing('persistent');
    if (typeof data.persistent !== 'boolean') throw wrongType('persistent');
  } else if (data.type !== 'insightMessage') {
    for (const name of ['icon', 'persistent', 'actions']) if (data[name] !== null && data[name] !== undefined) throw wrong(name);
  }
  if (!data.message) throw missing('message');
  text(data.message, 'message', LONGEST_MESSAGE);
}

/** @param {import('../notifications.js').Notifications} bars */
export function notificationMessages(bars) {
  return {
    /** @param {string} key @param {any} data @param {...any} rest */
    addAsync(key, data, ...rest) {
      const call = common(rest);
      checkedKey(key);
      checkedBar(data);
      const refused = bars.add({ ...data, key });
      if (refused) fail(call, FAILURES[refused]);
      else succeed(call);
    },
    /** @param {string} key @param {any} data @param {...any} rest */
    replaceAsync(key, data, ...rest) {
      const call = common(rest);
      checkedKey(key);
      checkedBar(data);
      // Adds it when it is not there yet, says the documentation of NotificationMessages.replaceAsync.
      const refused = bars.bars.has(key) ? bars.replace({ ...data, key }) : bars.add({ ...data, key });
      if (refused) fail(call, FAILURES[refused]);
      else succeed(call);
    },
    /** @param {string} key @param {...any} rest */
    removeAsync(key, ...rest) {
      const call = common(rest);
      checkedKey(key);
      if (bars.remove(key)) succeed(call);
      else fail(call, FAILURES.noKey);
    },
    /** @param {...any} rest */
    getAllAsync(...rest) {
      succeed(common(rest, true), [...bars.bars.values()].map((bar) => ({ ...bar })));
    },
  };
}

/**
 * A small store under one key: `roamingSettings`, and the custom properties of an item. It lives
 * as long as the browser's tab; Outlook keeps it in the mailbox.
 * @param {string} place
 * @param {number} most  characters
 */
export function store(place, most) {
  /** @type {Record<string, unknown>} */
  const values = JSON.parse(sessionStorage.getItem(place) ?? '{}');
  return {
    /** @param {string} name */
    get: (name) => values[name],
    /** @param {string} name @param {unknown} value */
    set(name, value) {
      values[name] = value;
    },
    /** @param {string} name */
    remove(name) {
      delete values[name];
    },
    /** @param {...any} rest */
    saveAsync(...rest) {
      const call = common(rest);
      const kept = JSON.stringify(values);
      if (kept.length > most) return fail(call, FAILURES.settings);
      sessionStorage.setItem(place, kept);
      succeed(call);
    },
  };
}

/** @param {string} id  of the item */
export function customProperties(id) {
  /** @param {...any} rest */
  return (...rest) => {
    const call = common(rest, true);
    const kept = store(`stand-in-item ${id}`, 2500);
    succeed(call, { ...kept, getAll: () => JSON.parse(sessionStorage.getItem(`stand-in-item ${id}`) ?? '{}') });
  };
}

/** @param {import('../types.js').Address} address */
export const details = ({ name, email }) => ({ displayName: name || email, emailAddress: email, recipientType: 'externalUser', appointmentResponse: 'none' });

/** @param {unknown} value @param {string} parameter @param {number} most */
export function within(value, parameter, most) {
  if (typeof value === 'string' && value.length > most) throw outOfRange(parameter);
}
