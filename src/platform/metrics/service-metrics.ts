import { Injectable } from '@nestjs/common';
import { GlobalDatabase } from '../database/global-database.js';
import { Gauge } from 'prom-client';
import { registry } from './metrics.js';

interface PendingJobs {
  readonly queue: string;
  readonly pending: number;
  readonly oldest: number;
  readonly refused: number;
}

/** Metrics of the service itself, in addition to those of requests and of Node; they are read when `/metrics` is. */
@Injectable()
export class ServiceMetrics {
  constructor(private readonly globalDatabase: GlobalDatabase) {
    this.pool();
    this.outbox();
  }

  private pool(): void {
    const countConnections = () => this.globalDatabase.countConnections();
    new Gauge({
      name: 'database_connections',
      help: 'Connections of this process to Postgres, and requests that wait for one.',
      labelNames: ['state'],
      registers: [registry],
      collect() {
        const { open, idle, waiting } = countConnections();
        this.set({ state: 'open' }, open);
        this.set({ state: 'idle' }, idle);
        this.set({ state: 'waited_for' }, waiting);
      },
    });
  }

  private outbox(): void {
    const read = (): Promise<PendingJobs[]> =>
      this.globalDatabase.query<PendingJobs>(
        `select queue, count(*) as pending, extract(epoch from now() - min(created_at))::float8 as oldest,
                count(*) filter (where last_error like 'RefusedMailError%') as refused
         from outbox where finished_at is null group by queue`,
      );
    const oldest = new Gauge({
      name: 'outbox_oldest_owed_seconds',
      help: 'How long the oldest uncompleted job has waited, by queue.',
      labelNames: ['queue'],
      registers: [registry],
    });
    new Gauge({
      name: 'mails_refused',
      help: 'Emails that wait because the mail server does not accept email from this service, by queue; the operator has to fix it.',
      labelNames: ['queue'],
      registers: [registry],
      // Separate, since the metrics of a scrape are collected concurrently: one that another metric sets would be a scrape
      // behind.
      async collect() {
        const rows = await read().catch(() => []);
        this.reset();
        for (const row of rows) this.set({ queue: row.queue }, row.refused);
      },
    });
    new Gauge({
      name: 'outbox_owed',
      help: 'Jobs that are enqueued and not completed, by queue.',
      labelNames: ['queue'],
      registers: [registry],
      async collect() {
        const rows = await read().catch(() => []);
        this.reset();
        oldest.reset();
        for (const row of rows) {
          this.set({ queue: row.queue }, row.pending);
          oldest.set({ queue: row.queue }, row.oldest);
        }
      },
    });
  }
}
