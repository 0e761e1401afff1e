export { inertName, plainName } from './inert-name.js';
export { PermanentMailError, RefusedMailError, TemporaryMailError } from './mail-error.js';
export { MailJob, type MailOutcome } from './mail-job.js';
export { MailTransport, type MailAttachment, type OutgoingMail } from './mail-transport.js';
export { Mailer, type StoredMail } from './mailer.js';
export { messageIdOf } from './message-id.js';
export { readTemplate, renderTemplate } from './template.js';
