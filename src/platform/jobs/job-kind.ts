import { z } from 'zod';
import { parseId, type OrganizationId } from '../ids/ids.js';
import type { JobPayload } from './outbox.js';
import type { QueueDefinition } from './queues.js';

/** A kind of enqueued work: its queue, its name there, and how its payload is read. */
export interface JobKind<Payload> {
  /** The queue's name. */
  readonly queue: string;
  readonly name: string;
  /** Null for a payload that this version cannot read. */
  readonly read: (payload: JobPayload, organizationId: string | null) => Payload | null;
}

/** What the handlers of a kind get. */
export type PayloadOf<Kind extends JobKind<unknown>> = Kind extends JobKind<infer Payload> ? Payload : never;

/** Work of no organization, or whose organization its handler finds. */
export function jobKind<Shape extends z.ZodRawShape>(
  queue: QueueDefinition,
  name: string,
  shape: Shape,
): JobKind<z.output<z.ZodObject<Shape>>> {
  const schema = z.object(shape);
  return { queue: queue.name, name, read: (payload) => schema.safeParse(payload).data ?? null };
}

/** Work of an organization, whose ID its handlers get with the payload. */
export function organizationJobKind<Shape extends z.ZodRawShape>(
  queue: QueueDefinition,
  name: string,
  shape: Shape,
): JobKind<z.output<z.ZodObject<Shape>> & { readonly organizationId: OrganizationId }> {
  const { read } = jobKind(queue, name, shape);
  return {
    queue: queue.name,
    name,
    read: (payload, organization) => {
      const organizationId = parseId<OrganizationId>(organization);
      const values = organizationId && read(payload, organization);
      return values && { ...values, organizationId };
    },
  };
}

/** Work of a kind, to be enqueued. */
export function messageOf<Payload>(
  { queue, name }: JobKind<Payload>,
  payload: Readonly<Record<keyof Omit<Payload, 'organizationId'>, JobPayload[string]>>,
): { readonly queue: string; readonly name: string; readonly payload: JobPayload } {
  return { queue, name, payload };
}

/** An ID in a payload. */
export function idField<T extends string>() {
  return z.unknown().transform((value, context): T => {
    const id = parseId<T>(value);
    if (id !== null) return id;
    context.addIssue('This is not an ID.');
    return z.NEVER;
  });
}
