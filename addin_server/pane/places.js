/** @file Countries with public holidays that the server counts with, and the zones of the browser. */

const COUNTRIES = ["NL", "BE", "DE", "FR", "GB"];

/** @type {Record<string, string>} */
const STATES = {
  "DE-BW": "Baden-Württemberg",
  "DE-BY": "Bayern",
  "DE-BE": "Berlin",
  "DE-BB": "Brandenburg",
  "DE-HB": "Bremen",
  "DE-HH": "Hamburg",
  "DE-HE": "Hessen",
  "DE-MV": "Mecklenburg-Vorpommern",
  "DE-NI": "Niedersachsen",
  "DE-NW": "Nordrhein-Westfalen",
  "DE-RP": "Rheinland-Pfalz",
  "DE-SL": "Saarland",
  "DE-SN": "Sachsen",
  "DE-ST": "Sachsen-Anhalt",
  "DE-SH": "Schleswig-Holstein",
  "DE-TH": "Thüringen",
};

/**
 * Code and name of every country, and of the German states.
 * @param {string} language
 * @param {string} current  listed too when it is another one
 * @returns {[string, string][]}
 */
export function countries(language, current) {
  const names = new Intl.DisplayNames([language], { type: "region" });
  const codes = COUNTRIES.concat(current in STATES || COUNTRIES.includes(current) ? [] : [current]);
  const states = Object.entries(STATES);
  return codes.flatMap((code) => {
    const name = names.of(code.slice(0, 2)) ?? code;
    const parts = code === "DE" ? states.map(([id, state]) => /** @type {[string, string]} */ ([id, `${name}, ${state}`])) : [];
    return [/** @type {[string, string]} */ ([code, name]), ...parts];
  });
}

/**
 * Every IANA zone the browser knows.
 * @param {string} current  listed too when the browser does not know it
 * @returns {string[]}
 */
export function zones(current) {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", current])].sort();
}
