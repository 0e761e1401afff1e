import type { Client } from '../../support/client.js';
import type { World } from '../../support/world.js';

/** An organization, or as much of one as these need. */
export interface OrganizationRef {
  readonly id: string;
  readonly path: string;
  readonly owner: Client;
}

/** Creates a conversation; answers the path of its messages. */
export async function createConversation(
  client: Client,
  { path }: Pick<OrganizationRef, 'path'>,
  title?: string,
): Promise<string> {
  const { status, body, text } = await client.post(`${path}/conversations`, title === undefined ? {} : { title });
  if (status !== 201) throw new Error(text);
  return `${path}/conversations/${body.id as string}/messages`;
}

export async function balanceOf({ owner, path }: OrganizationRef): Promise<number> {
  return (await owner.get(`${path}/billing/credits`)).body.balance as number;
}

/** The messages of a conversation in short: `user completed 0 Hello`. */
export async function summarizeMessages(client: Client, messages: string): Promise<string[]> {
  const { body } = await client.get(messages);
  return (body.data as { role: string; status: string; credits: number; content: string }[]).map(
    ({ role, status, credits, content }) => [role, status, credits, content].join(' ').trim(),
  );
}

/** A question with its answer, past the assistant: for tests that only need them to be there. */
export async function storeExchange(
  { database }: World,
  organizationId: string,
  conversationId: string,
): Promise<void> {
  await database.admin.query(
    `insert into conversation_message (organization_id, id, conversation_id, number, role, content, tier, credits, status,
                                       finished_at)
     values ($1, gen_random_uuid(), $2, 1, 'user', 'Hello', 'fast', 0, 'completed', now()),
            ($1, gen_random_uuid(), $2, 2, 'assistant', 'Good morning.', 'fast', 1, 'completed', now())`,
    [organizationId, conversationId],
  );
}

/** One event of a stream. */
interface StreamEvent {
  readonly event: string;
  // What an event holds is in the expectation.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any;
}

export interface OpenStream {
  readonly status: number;
  readonly headers: Headers;
  /** The events so far; the last call answers all of them. */
  readonly events: StreamEvent[];
  /** The whole text, where it was not a stream of events. */
  text: string;
  /** Reads up to this event, or to the end. */
  until(event?: string): Promise<StreamEvent[]>;
  abort(): void;
}

/** Sends a message and reads the answer as it comes. */
export async function stream(
  client: Client,
  messages: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<OpenStream> {
  const leaving = new AbortController();
  const response = await fetch(`${client.baseUrl}/api/v1${messages}`, {
    method: 'POST',
    signal: leaving.signal,
    headers: {
      authorization: `Bearer ${client.token ?? ''}`,
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  const open: OpenStream = {
    status: response.status,
    headers: response.headers,
    events: [],
    text: '',
    until: async (event) => {
      for (;;) {
        open.events.splice(0, Infinity, ...eventsOf(open.text));
        if (event !== undefined && open.events.some((one) => one.event === event)) return open.events;
        const { done, value } = await reader.read();
        if (done) return open.events;
        open.text += decoder.decode(value, { stream: true });
      }
    },
    abort: () => {
      leaving.abort();
    },
  };
  return open;
}

function eventsOf(text: string): StreamEvent[] {
  return [...text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)].map(([, event = '', data = '']) => ({
    event,
    data: JSON.parse(data) as unknown,
  }));
}
