/**
 * How Office.js takes its arguments, throws, and answers.
 *
 * After Microsoft's own outlook-web-16.01.debug.js (npm @microsoft/office-js 1.1.110): the same
 * checks, names, codes and sentences. Answers never come in the same turn of the event loop.
 */

const LATENCY_MS = 10;

/** @typedef {(result: any) => void} Callback */
/** @typedef {{options: Record<string, any>, callback: Callback|undefined, context: unknown}} Common */
/** @typedef {[code: number, name: string, message: string]} Failure */

/** @type {Record<string, Failure>} */
export const FAILURES = {
  coercion: [1000, 'Invalid Coercion Type', 'The specified coercion type is not supported.'],
  format: [2006, 'InvalidFormatError', 'The format of the specified data object is invalid.'],
  tooLong: [9002, 'InternalFormatError', 'There was an internal format error.'],
  taken: [9023, 'DuplicateNotificationKey', 'A notification with the provided key already exists.'],
  noKey: [9024, 'NotificationKeyNotFound', 'There are no notifications with the provided key.'],
  full: [9025, 'NumberOfNotificationsExceeded', "The notification couldn't be added because the notification limit has been reached."],
  changed: [9030, 'APICallFailedDueToItemChange', 'The selected item has been changed.'],
  settings: [9019, 'GenericSettingsError', "Invalid parameter size. Roaming settings can't exceed the 32 KB size limit."],
};

/**
 * @param {string} name
 * @param {string} message
 * @param {string} [parameter]
 */
function mistake(name, message, parameter) {
  const error = new Error(`${name}: ${message}${parameter ? `\nParameter name: ${parameter}` : ''}`);
  return Object.assign(error, { name, paramName: parameter });
}

/** @param {string} [parameter] */
export const wrong = (parameter) => mistake('Sys.ArgumentException', 'Value does not fall within the expected range.', parameter);
/** @param {string} parameter */
export const missing = (parameter) => mistake('Sys.ArgumentNullException', 'Value cannot be null.', parameter);
/** @param {string} parameter */
export const outOfRange = (parameter) => mistake('Sys.ArgumentOutOfRangeException', 'Specified argument was out of the range of valid values.', parameter);
/** @param {string} [parameter] */
export const wrongType = (parameter) => mistake('Sys.ArgumentTypeException', 'Object cannot be converted to the required type.', parameter);

/**
 * The `[options], [callback]` at the end of a call.
 * @param {any[]} args
 * @param {boolean} [required]  whether there has to be a callback
 * @returns {Common}
 */
export function common(args, required = false) {
  const given = [...args];
  while (given.length && given[given.length - 1] === undefined) given.pop();
  if (given.length > 2) throw mistake('Sys.ParameterCountException', 'The given parameters do not match the expected format.');
  const [options, callback] = given.length === 1 && typeof given[0] === 'function' ? [{}, given[0]] : given;
  if (given.length === 1 && options !== null && typeof options !== 'object') throw wrongType();
  if (given.length === 2 && typeof options !== 'object') throw wrong('options');
  if (given.length === 2 && typeof callback !== 'function') throw wrong('callback');
  if (required && !callback) throw missing('callback');
  return { options: options ?? {}, callback, context: options?.asyncContext };
}

/**
 * @param {Common} call
 * @param {unknown} [value]
 */
export function succeed(call, value) {
  answer(call, { status: 'succeeded', value, error: undefined });
}

/**
 * @param {Common} call
 * @param {Failure} failure
 */
export function fail(call, [code, name, message]) {
  answer(call, { status: 'failed', value: undefined, error: { code, name, message } });
}

/**
 * @param {Common} call
 * @param {object} result
 */
function answer({ callback, context }, result) {
  if (callback) setTimeout(() => callback({ ...result, asyncContext: context }), LATENCY_MS);
}

/**
 * A string of at most so many characters.
 * @param {unknown} value
 * @param {string} parameter
 * @param {number} most
 * @returns {string}
 */
export function text(value, parameter, most) {
  if (value === null || value === undefined) throw missing(parameter);
  if (typeof value !== 'string') throw wrongType(parameter);
  if (value.length > most) throw outOfRange(parameter);
  return value;
}
