import { Counter } from 'prom-client';
import { registry } from './metrics.js';

/** `sent`; `failed` for good; `refused`, which the operator has to repair; `deferred`, which passes by itself. */
export type MailOutcome = 'sent' | 'failed' | 'refused' | 'deferred';

const mails = new Counter({
  name: 'mail_attempts_total',
  help: 'Attempts of this process to hand a mail to the mail server, by how they ended.',
  labelNames: ['outcome'],
  registers: [registry],
});

export function countMail(outcome: MailOutcome): void {
  mails.labels(outcome).inc();
}
