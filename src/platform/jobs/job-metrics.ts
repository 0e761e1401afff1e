import { Counter } from 'prom-client';
import { registry } from '../metrics/metrics.js';

const givenUp = new Counter({
  name: 'jobs_given_up_total',
  help: 'Jobs that this process gave up because they kept failing, by queue and name.',
  labelNames: ['queue', 'name'],
  registers: [registry],
});

const dueFailures = new Counter({
  name: 'due_work_failures_total',
  help: 'Failures of scheduled work in one organization, by kind; the organization is skipped for a while.',
  labelNames: ['kind'],
  registers: [registry],
});

export function countGivenUp(queue: string, name: string): void {
  givenUp.labels(queue, name).inc();
}

export function countDueFailure(kind: string): void {
  dueFailures.labels(kind).inc();
}
