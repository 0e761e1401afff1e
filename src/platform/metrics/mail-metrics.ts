import { Counter } from 'prom-client';
import { registry } from './metrics.js';

/** `sent`; `failed` permanently; `refused`, which the operator has to fix; `deferred`, which is temporary. */
export type MailOutcome = 'sent' | 'failed' | 'refused' | 'deferred';

const mails = new Counter({
  name: 'mail_attempts_total',
  help: 'Attempts of this process to send an email, by result.',
  labelNames: ['outcome'],
  registers: [registry],
});

export function countMail(outcome: MailOutcome): void {
  mails.labels(outcome).inc();
}
