/**
 * @file The mail that a reply answers, out of the reply's own body. Pure.
 *
 * Cut out of the text, not parsed as a page: a parsed mail trips over our own content policy,
 * and what its styles hide must reach the server unchanged.
 */

/** @typedef {import("./types.js").Address} Address */

// Every repetition is bounded: a hostile mail may be quoted here.
//: Where Outlook puts the border: a block with the original's header lines.
const HEADER = /<div\b[^<>]{0,300}?\bid="?(?:x_){0,9}divRplyFwdMsg\b[^<>]{0,300}>([^]{0,4000}?)<\/div>/i;
//: The same in a plain-text reply: a line, then "From: …" and its like.
const PLAIN = /(?:(?<!_)_{20,80}|(?<!-)-{3,12}[^-<\n]{3,60}-{3,12})((?:(?:<br>|\n)[^<\n:]{2,20}:[^<\n]{0,900}){1,9})/i;
//: Where others put it, and Outlook when it writes no header.
const BORDER = /<(?:blockquote|div\b[^<>]{0,300}?\b(?:class="?gmail_quote|id="?appendonsend))\b[^<>]{0,300}>/i;
const SENDER = /^[^:\n]{2,20}:\s*(.*?)\s*<?([^\s<>@]+@[^\s<>]+?)>?\s*$/m; //: From: Name <mail>
/** @type {Record<string, string>} */
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " ", "#39": "'" };

/**
 * What lies beneath the border, and who wrote it. Without a border: all of it, sender unknown.
 * @param {string} html
 * @returns {{html: string, from: Address}}
 */
export function quotedIn(html) {
  const header = HEADER.exec(html) ?? PLAIN.exec(html);
  const border = header ?? BORDER.exec(html);
  const below = border ? html.slice(border.index + border[0].length) : html;
  return { html: below, from: sender((header?.[1] ?? "").slice(0, 4000)) };
}

/** @param {string} header @returns {Address} */
function sender(header) {
  const lines = header.replace(/<br\b[^>]*>/gi, "\n").replace(/<[^>]*>/g, "");
  const text = lines.replace(/&(\w+|#39);/g, (whole, name) => ENTITIES[name] ?? whole);
  const [, name = "", email = ""] = SENDER.exec(text.trim()) ?? [];
  return { name: name.replace(/^"|"$/g, ""), email };
}
