import { getQueueToken } from '@nestjs/bull';
import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Queue } from 'bull';
import { QUEUE_DEFINITIONS, type JobData, type QueueDefinition } from './queues.js';

/** The Bull queues by name. */
@Injectable()
export class JobQueues {
  private readonly byName = new Map<string, Queue<JobData>>();

  constructor(
    private readonly modules: ModuleRef,
    @Inject(QUEUE_DEFINITIONS) readonly definitions: readonly QueueDefinition[],
  ) {}

  /** Whether this version has the queue; a row may come from a newer version. */
  has(name: string): boolean {
    return this.definitions.some((queue) => queue.name === name);
  }

  get(name: string): Queue<JobData> {
    const known = this.byName.get(name);
    if (known !== undefined) return known;
    const queue = this.modules.get<Queue<JobData>>(getQueueToken(name), { strict: false });
    this.byName.set(name, queue);
    return queue;
  }

  all(): Queue<JobData>[] {
    return this.definitions.map((queue) => this.get(queue.name));
  }
}
