/** @file What the pane says, in the user's language. */

/** @typedef {import("./types.js").Language} Language */
/** @typedef {(key: string, values?: Record<string, string|number>) => string} Say */
/** @typedef {Say & {language: Language, has: (key: string) => boolean}} Texts */

/** @type {readonly Language[]} */
export const LANGUAGES = ["nl", "en", "fr", "de"];

/**
 * The first language we speak among those asked for: "de-AT" is German.
 * @param {readonly (string|undefined)[]} wanted
 * @returns {Language}
 */
export function bestLanguage(wanted) {
  const known = wanted
    .map((tag) => /** @type {Language} */ ((tag ?? "").slice(0, 2).toLowerCase()))
    .find((tag) => LANGUAGES.includes(tag));
  return known ?? "en";
}

/**
 * @param {Language} language
 * @param {Record<string, string>} table
 * @returns {Texts}
 */
export function makeTexts(language, table) {
  const plural = new Intl.PluralRules(language);
  /** @type {Say} */
  const say = (key, values = {}) => {
    const form = typeof values.count === "number" ? `${key}.${plural.select(values.count)}` : key;
    const text = table[form] ?? table[`${key}.other`] ?? table[key];
    if (text === undefined) throw new Error(`no text for ${key}`);
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  };
  return Object.assign(say, { language, has: (/** @type {string} */ key) => key in table });
}
