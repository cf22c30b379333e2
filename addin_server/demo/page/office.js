/**
 * The fake that our task pane loads in place of Microsoft's office.js while it runs in the stand-in.
 *
 * A classic script, as the real one is. The manners live in office/*.js, in the page around the
 * pane; this file is what has to exist in the pane itself. Opened outside the stand-in it answers as
 * the real one does outside Outlook: no host, no mailbox.
 */
(() => {
  /** @type {any} */
  const stage = window.parent === window ? null : /** @type {any} */ (window.parent).outlookStage;
  const context = stage?.contextFor(window) ?? null;
  const info = context ? { host: 'Outlook', platform: 'OfficeOnline' } : { host: null, platform: null };
  const ready = new Promise((resolve) => {
    const start = () => setTimeout(() => resolve(info), 10);
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
    else start();
  });

  const Office = {
    context: context ?? { requirements: { isSetSupported: () => false } },
    /** @type {((reason: string) => void)|undefined} */
    initialize: undefined,
    /** @param {((info: object) => unknown)} [callback] */
    onReady(callback) {
      return ready.then((known) => {
        callback?.(/** @type {object} */ (known));
        return known;
      });
    },
    actions: { associate() {} },
    auth: {
      /** Code 13012: "this API is not supported in this platform". */
      getAccessToken: () => Promise.reject({ code: 13012, name: 'Not supported', message: 'There are no accounts in the stand-in.' }),
    },
    AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' },
    CoercionType: { Html: 'html', Text: 'text' },
    EventType: { ItemChanged: 'olkItemSelectedChanged' },
    HostType: { Outlook: 'Outlook' },
    PlatformType: { PC: 'PC', OfficeOnline: 'OfficeOnline', Mac: 'Mac', iOS: 'iOS', Android: 'Android', Universal: 'Universal' },
    MailboxEnums: {
      BodyType: { Html: 'html', Text: 'text' },
      ComposeType: { Reply: 'reply', NewMail: 'newMail', Forward: 'forward' },
      ItemType: { Message: 'message', Appointment: 'appointment' },
      ItemNotificationMessageType: {
        ErrorMessage: 'errorMessage',
        InformationalMessage: 'informationalMessage',
        InsightMessage: 'insightMessage',
        ProgressIndicator: 'progressIndicator',
      },
    },
  };
  void ready.then(() => Office.initialize?.('documentOpened'));
  // Microsoft's script takes these away too: a pane has no history of its own.
  Object.assign(window.history, { pushState: null, replaceState: null });
  /** @type {any} */ (window).Office = Office;
})();
