/**
 * A mail's HTML in a frame where nothing can run.
 *
 * The frame is sandboxed without scripts. It takes over this page's content security policy, which
 * knows no inline style; so the mail's own style is put in through the CSSOM, without addresses.
 */

import { h } from './dom.js';
import { parsed } from './html.js';

const ACTIVE = 'script,iframe,frame,frameset,object,embed,applet,base,link,meta,form,input,button,select,textarea,audio,video,source,track,svg,math,template,noscript';
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
const ADDRESS = /url\s*\([^)]*\)|@import[^;]*;?|image-set\s*\([^)]*\)|expression\s*\(/gi;

/**
 * @param {string} html
 * @param {string} title  what the frame is called, for screen readers
 */
export function mailView(html, title) {
  const { markup, inline, sheets } = prepared(html);
  const frame = h('iframe', { class: 'mail-frame', sandbox: 'allow-same-origin', title, srcdoc: markup });
  frame.addEventListener('load', () => {
    const view = frame.contentDocument;
    if (!view) return;
    dress(view, inline, sheets);
    view.addEventListener('click', follow);
    frame.style.height = '0'; // the content's own height, not the frame's
    const { scrollHeight, scrollWidth, clientWidth } = view.documentElement;
    frame.style.height = `${Math.max(80, scrollHeight + (scrollWidth > clientWidth ? 20 : 2))}px`;
    frame.classList.add('ready');
  });
  return frame;
}

/**
 * A link in a notice may lead to the stand-in itself.
 * @param {MouseEvent} event
 */
function follow(event) {
  const link = /** @type {Element} */ (event.target).closest('a[title]');
  const url = URL.parse(link?.getAttribute('title') ?? '', location.href);
  if (url?.origin === location.origin) location.assign(url);
}

/** @param {string} html */
function prepared(html) {
  const page = parsed(html);
  const sheets = [...page.querySelectorAll('noframes')].map((style) => style.textContent ?? '');
  page.querySelectorAll(`${ACTIVE},style,noframes`).forEach((element) => element.remove());
  /** @type {string[]} */
  const inline = [];
  for (const element of page.querySelectorAll('*')) disarm(element, inline);
  const policy = page.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = POLICY;
  page.head.prepend(policy);
  return { markup: `<!doctype html>${page.documentElement.outerHTML}`, inline, sheets };
}

/**
 * @param {Element} element
 * @param {string[]} inline
 */
function disarm(element, inline) {
  const style = element.getAttribute('data-style');
  for (const { name, value } of [...element.attributes]) {
    const remote = ['src', 'srcset', 'background', 'poster', 'ping', 'action', 'formaction', 'xlink:href'].includes(name);
    const picture = name === 'src' && /^data:image\//i.test(value);
    if (/^(data-)?(on|style)/.test(name) || name === 'href' || (remote && !picture)) element.removeAttribute(name);
    // A link shows its address, but leads nowhere unless to this page: nothing leaves this machine.
    if (name === 'href') element.setAttribute('title', value);
  }
  if (element.localName === 'a') element.classList.add('stand-in-link');
  if (style) element.setAttribute('data-stand-in', String(inline.push(style) - 1));
}

/**
 * @param {Document} view
 * @param {string[]} inline
 * @param {string[]} sheets
 */
function dress(view, inline, sheets) {
  const Sheet = /** @type {typeof globalThis} */ (/** @type {unknown} */ (view.defaultView)).CSSStyleSheet;
  const own = 'body{font:15px/1.5 "Segoe UI",system-ui,sans-serif;color:#242424;background:#fff;margin:12px;overflow-wrap:anywhere}.stand-in-link{color:#0f6cbd;text-decoration:underline}img{max-width:100%}';
  view.adoptedStyleSheets = [own, ...sheets].map((text) => {
    const sheet = new Sheet();
    sheet.replaceSync(text.replace(ADDRESS, ''));
    return sheet;
  });
  for (const element of view.querySelectorAll('[data-stand-in]')) {
    /** @type {HTMLElement} */ (element).style.cssText = inline[Number(element.getAttribute('data-stand-in'))].replace(ADDRESS, '');
  }
}
