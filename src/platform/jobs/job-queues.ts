import { getQueueToken } from '@nestjs/bull';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Queue } from 'bull';
import { QUEUES, type JobData, type QueueName } from './queues.js';

/** The Bull queues by name. */
@Injectable()
export class JobQueues {
  private readonly byName = new Map<QueueName, Queue<JobData>>();

  constructor(private readonly modules: ModuleRef) {}

  get(name: QueueName): Queue<JobData> {
    const known = this.byName.get(name);
    if (known !== undefined) return known;
    const queue = this.modules.get<Queue<JobData>>(getQueueToken(name), { strict: false });
    this.byName.set(name, queue);
    return queue;
  }

  all(): Queue<JobData>[] {
    return QUEUES.map((queue) => this.get(queue.name));
  }
}
