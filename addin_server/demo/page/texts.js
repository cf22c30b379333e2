/** The page's own words, and dates as the reader writes them. */

/** Where the stand-in's user lives; Outlook reports the zone by its Windows name. */
export const ZONE = { iana: 'Europe/Amsterdam', windows: 'W. Europe Standard Time' };

/** @type {Record<import('./types.js').Lang, string>} */
export const LOCALES = { nl: 'nl-NL', en: 'en-GB', fr: 'fr-FR', de: 'de-DE' };
const CHOSEN = 'stand-in-language';

/** @type {import('./types.js').Lang} */
let lang = 'nl';
/** @type {Record<string, string>} */
let words = {};

/** The language in use. */
export const language = () => lang;

/** Choose the language (address, last choice, browser, Dutch) and fetch its words. */
export async function loadTexts() {
  const wishes = [new URLSearchParams(location.search).get('lang'), localStorage.getItem(CHOSEN), navigator.language.slice(0, 2)];
  lang = /** @type {import('./types.js').Lang} */ (wishes.find((wish) => wish && wish in LOCALES) ?? 'nl');
  words = await (await fetch(`texts/${lang}.json`)).json();
  document.documentElement.lang = lang;
}

/**
 * Like Outlook, another language is another start of the page.
 * @param {string} chosen
 */
export function chooseLanguage(chosen) {
  localStorage.setItem(CHOSEN, chosen);
  const url = new URL(location.href);
  url.searchParams.set('lang', chosen);
  location.assign(url);
}

/**
 * A text, with its {values} filled in.
 * @param {string} key
 * @param {Record<string, string|number>} [values]
 */
export function t(key, values = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * @param {string|null} iso
 * @param {Intl.DateTimeFormatOptions} options
 */
function format(iso, options) {
  if (!iso) return t('date.unknown');
  return new Intl.DateTimeFormat(LOCALES[lang], { timeZone: ZONE.iana, ...options }).format(new Date(iso));
}

/** @param {string|null} iso */
export const longDate = (iso) => format(iso, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' });
/** @param {string|null} iso */
export const shortDate = (iso) => format(iso, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
/** @param {string|null} iso */
export const clockTime = (iso) => format(iso, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
