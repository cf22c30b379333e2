/**
 * @file Who is asking: the access token for our own server. Only module that knows how one signs in.
 *
 * The server checks the token; here only its end is read, to fetch a new one in time.
 */

import { accessToken } from "./outlook.js";
import { ApiError } from "./server.js";

/** Sign-in trouble by what the user can do about it.
 * https://learn.microsoft.com/office/dev/add-ins/develop/troubleshoot-sso-in-office-add-ins
 * @type {Record<number, string>} */
const TROUBLE = {
  13001: "signin_again",
  13002: "signin_cancelled",
  13003: "signin_account",
  13004: "signin_setup",
  13005: "signin_setup",
  13006: "signin_again",
  13007: "signin_again",
  13008: "signin_busy",
  13009: "signin_setup",
  13010: "signin_zone",
  13012: "signin_unsupported",
};
const EARLY = 60_000; //: a token this close to its end is not used any more, milliseconds

/**
 * @param {"demo"|"entra"} identity
 * @returns {{token: () => Promise<string|null>, forget: () => void}}
 */
export function makeSignIn(identity) {
  let token = "";
  let until = 0;
  const fetchToken = async () => {
    if (Date.now() < until - EARLY) return token;
    token = await accessToken().catch(explain);
    until = expiry(token);
    return token;
  };
  return {
    token: identity === "demo" ? async () => null : fetchToken,
    forget: () => void (until = 0),
  };
}

/** @param {unknown} error @returns {never} */
function explain(error) {
  const code = /** @type {{code?: unknown}} */ (error)?.code;
  throw new ApiError(TROUBLE[Number(code)] ?? "signin_again");
}

/**
 * When a JWT ends, in milliseconds; 0 when it does not say.
 * @param {string} jwt
 */
function expiry(jwt) {
  try {
    const payload = (jwt.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    return Number(JSON.parse(atob(payload)).exp) * 1000 || 0;
  } catch {
    return 0;
  }
}
