/** `Office.context` as one task pane sees it: the mailbox, the language, the requirement sets. */

import { LOCALES, ZONE, language } from '../texts.js';
import { common, succeed, text, wrong } from './calls.js';
import { composeItem } from './compose_item.js';
import { readItem } from './read_item.js';
import { store } from './shared.js';

const MAILBOX_SET = 15; //: highest requirement set: Mailbox 1.15
const LARGEST_SETTINGS = 32 * 1024;

/**
 * @param {import('../types.js').Host} host
 * @param {import('../types.js').Address} user
 */
export function officeContext(host, user) {
  // Outlook knows en-US and en-GB; the add-in gets what the user chose for the whole of Outlook.
  const displayLanguage = LOCALES[language()];
  return {
    displayLanguage,
    contentLanguage: displayLanguage,
    host: 'Outlook',
    platform: 'OfficeOnline',
    diagnostics: { host: 'Outlook', platform: 'OfficeOnline', version: '16.0.stand-in' },
    requirements: { isSetSupported },
    roamingSettings: store('stand-in-settings', LARGEST_SETTINGS),
    officeTheme: theme(),
    mailbox: mailbox(host, user),
  };
}

/**
 * @param {string} name
 * @param {string|number} [version]
 */
function isSetSupported(name, version = '1.1') {
  const [major, minor] = String(version).split('.').map(Number);
  return /^mailbox$/i.test(name) && major === 1 && (minor || 0) <= MAILBOX_SET;
}

function theme() {
  const isDarkTheme = matchMedia('(prefers-color-scheme: dark)').matches;
  const [back, fore] = isDarkTheme ? ['#1f1f1f', '#ffffff'] : ['#ffffff', '#242424'];
  return { isDarkTheme, bodyBackgroundColor: back, bodyForegroundColor: fore, controlBackgroundColor: back, controlForegroundColor: fore };
}

/**
 * @param {import('../types.js').Host} host
 * @param {import('../types.js').Address} user
 */
function mailbox(host, user) {
  /** @type {import('../types.js').Mail|null} */
  let known = null;
  /** @type {object|null} */
  let item = null;
  return {
    /** The same object as long as it is the same mail; null when none is chosen. */
    get item() {
      if (host.composer) return (item ??= composeItem(host.composer));
      const mail = host.mail();
      if (mail !== known) [known, item] = [mail, mail && readItem(host, mail)];
      return item;
    },
    userProfile: { emailAddress: user.email, displayName: user.name || user.email, timeZone: ZONE.windows, accountType: 'office365' },
    diagnostics: { hostName: 'OutlookWebApp', hostVersion: '16.0.stand-in', OWAView: 'ThreeColumns' },
    /** @param {string} id */
    displayMessageForm(id) {
      host.show(text(id, 'itemId', 10_000));
    },
    ...handlers(host),
  };
}

/** @param {import('../types.js').Host} host */
function handlers(host) {
  return {
    /** @param {string} type @param {(event: object) => void} handler @param {...any} rest */
    addHandlerAsync(type, handler, ...rest) {
      const call = common(rest);
      if (type !== 'olkItemSelectedChanged') throw wrong('eventType');
      if (typeof handler !== 'function') throw wrong('handler');
      host.itemChanged.add(handler);
      succeed(call);
    },
    /** @param {string} type @param {...any} rest */
    removeHandlerAsync(type, ...rest) {
      const call = common(rest);
      if (type !== 'olkItemSelectedChanged') throw wrong('eventType');
      host.itemChanged.clear();
      succeed(call);
    },
  };
}
