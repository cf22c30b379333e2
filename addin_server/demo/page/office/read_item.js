/** `Office.context.mailbox.item` of a mail that is being read. */

import { normalized, textOf } from '../quote.js';
import { fromText } from '../html.js';
import { FAILURES, common, fail, missing, succeed, text, wrong, wrongType } from './calls.js';
import { customProperties, details, notificationMessages } from './shared.js';

const LONGEST_REPLY = 32 * 1024;

/**
 * @param {import('../types.js').Host} host
 * @param {import('../types.js').Mail} mail
 */
export function readItem(host, mail) {
  const received = mail.received ? new Date(mail.received) : undefined;
  return {
    itemType: 'message',
    itemClass: 'IPM.Note',
    itemId: mail.id,
    conversationId: mail.conversation_id,
    internetMessageId: mail.internet_message_id,
    subject: mail.subject,
    normalizedSubject: normalized(mail.subject),
    from: details(mail.sender),
    sender: details(mail.sender),
    to: mail.to.map(details),
    cc: [],
    bcc: [],
    dateTimeCreated: received,
    dateTimeModified: received,
    attachments: mail.attachments.map((name, index) => ({ id: `${mail.id}/${index}`, name, attachmentType: 'file', isInline: false, size: 0 })),
    // As in Outlook, reading offers nothing but getAsync: the body's type is known in compose only.
    body: { getAsync: getBody(host, mail) },
    notificationMessages: notificationMessages(host.notifications),
    loadCustomPropertiesAsync: customProperties(mail.internet_message_id || mail.id),
    ...replyForms(host, mail),
  };
}

/**
 * @param {import('../types.js').Host} host
 * @param {import('../types.js').Mail} mail
 */
function getBody(host, mail) {
  /** @param {string} coercion @param {...any} rest */
  return (coercion, ...rest) => {
    const call = common(rest, true);
    if (coercion !== 'html' && coercion !== 'text') throw wrong('coercionType');
    if (host.mail() !== mail) return fail(call, FAILURES.changed);
    succeed(call, coercion === 'text' ? textOf(mail) : htmlOf(mail));
  };
}

/**
 * A plain mail comes as HTML too, as Outlook makes it.
 * @param {import('../types.js').Mail} mail
 */
function htmlOf(mail) {
  if (mail.html) return mail.html;
  const holder = document.createElement('div');
  holder.append(fromText(mail.text));
  return `<html><body><div class="PlainText">${holder.innerHTML}</div></body></html>`;
}

/**
 * @param {import('../types.js').Host} host
 * @param {import('../types.js').Mail} mail
 */
function replyForms(host, mail) {
  /** @param {any} form @param {...any} rest */
  const displayReplyFormAsync = (form, ...rest) => {
    const call = common(rest);
    const html = replyBody(form);
    host.reply(mail, html);
    succeed(call);
  };
  /** @param {any} form */
  const displayReplyForm = (form) => {
    const call = common([form?.options, form?.callback].filter((arg) => arg !== undefined));
    const html = replyBody(form);
    setTimeout(() => host.reply(mail, html), 5);
    succeed(call);
  };
  return { displayReplyForm, displayReplyAllForm: displayReplyForm, displayReplyFormAsync, displayReplyAllFormAsync: displayReplyFormAsync };
}

/**
 * The HTML of a string or of `{htmlBody}`.
 * @param {any} form
 */
function replyBody(form) {
  if (typeof form === 'string') return text(form, 'htmlBody', LONGEST_REPLY);
  if (form === null || form === undefined) throw missing('formData');
  if (typeof form !== 'object') throw wrong('formData');
  if (form.htmlBody && typeof form.htmlBody !== 'string') throw wrongType('htmlBody');
  return text(form.htmlBody ?? '', 'htmlBody', LONGEST_REPLY);
}
