/**
 * @file Who is asking: the token for our own server. Only module that knows how one signs in.
 *
 * Mailboxes of Microsoft 365 sign in with Entra, those on an Exchange server of the organisation's
 * own with Exchange's identity token. The server checks the token; here only its end is read, to
 * fetch a new one in time.
 */

import { accessToken, accountType, identityToken } from "./outlook.js";
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
 * @param {import("./types.js").Config["identity"]} accepted  by the server; none in the demonstration
 * @returns {{token: () => Promise<string|null>, forget: () => void}}
 */
export function makeSignIn(accepted) {
  let token = "";
  let until = 0;
  const fetchToken = async () => {
    if (Date.now() < until - EARLY) return token;
    token = await (byExchange(accepted) ? identityToken() : accessToken()).catch(explain);
    // Exchange can succeed with nothing: https://github.com/OfficeDev/office-js/issues/1081
    if (!token) throw new ApiError("signin_again");
    until = expiry(token);
    return token;
  };
  return {
    token: accepted.length ? fetchToken : async () => null,
    forget: () => void (until = 0),
  };
}

/**
 * Whether Exchange says who the user is. An Outlook too old to tell where its mailbox lies has it
 * on a server of the organisation's own: Microsoft 365 is newer.
 * @param {import("./types.js").Config["identity"]} accepted
 */
function byExchange(accepted) {
  if (!accepted.includes("exchange")) return false;
  const own = ["enterprise", ""].includes(accountType());
  // Microsoft 365 gives no such tokens any more.
  if (!own && !accepted.includes("entra")) throw new ApiError("signin_mailbox");
  return own;
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
