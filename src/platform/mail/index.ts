export { inertName, plainName } from './inert-name.js';
export { MailError, PermanentMailError, RefusedMailError, TemporaryMailError } from './mail-error.js';
export { MailTransport, type MailAttachment, type OutgoingMail } from './mail-transport.js';
export { Mailer, type MailReference } from './mailer.js';
export { messageIdOf } from './message-id.js';
export { retryOf } from './retry.js';
export { escapeHtml, readTemplate, renderTemplate, type TemplateValues } from './template.js';
