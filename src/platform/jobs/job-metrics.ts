import { Counter } from 'prom-client';
import { registry } from '../metrics/metrics.js';

const givenUp = new Counter({
  name: 'jobs_given_up_total',
  help: 'Pieces of work that this process gave up, since they kept failing, by queue and name.',
  labelNames: ['queue', 'name'],
  registers: [registry],
});

const dueFailures = new Counter({
  name: 'due_work_failures_total',
  help: 'Failures of what is due by itself at a time in one organization, by kind; the organization is put aside for a while.',
  labelNames: ['kind'],
  registers: [registry],
});

export function countGivenUp(queue: string, name: string): void {
  givenUp.labels(queue, name).inc();
}

export function countDueFailure(kind: string): void {
  dueFailures.labels(kind).inc();
}
