import type { ParsedMail } from 'mailparser';
import type { Client } from '../../support/client.js';
import type { TestDatabase } from '../../support/database.js';
import { waitFor } from '../../support/wait.js';

/** What the contract gives: within one minute after everything is back, what is due is emailed. */
export const ONE_MINUTE = 60_000;

/** Invites so many new addresses and answers them; each invitation has to be taken. */
export async function invite(
  { owner, path }: { owner: Client; path: string },
  count: number,
  word: string,
): Promise<string[]> {
  const emails = Array.from({ length: count }, (_, index) => `${word}-${index}@example.com`);
  for (const email of emails) {
    const answer = await owner.post(`${path}/invitations`, { email, role: 'member' });
    if (answer.status !== 201) throw new Error(answer.text);
  }
  return emails;
}

/** Whom the emails went to, sorted; someone emailed twice is there twice. */
export function recipients(mails: readonly ParsedMail[]): string[] {
  return mails.flatMap(({ to }) => [to ?? []].flat().map(({ text }) => text)).sort();
}

/** Waits until the outbox has nothing due any more. */
export async function waitUntilNothingIsDue(database: TestDatabase): Promise<void> {
  await waitFor('an outbox that has nothing due', async () => (await listDueMails(database)).length === 0, ONE_MINUTE);
}

interface DueMail {
  readonly id: string;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly dispatched: boolean;
}

/** The invitation emails that the outbox has due. */
export async function listDueMails(database: TestDatabase): Promise<DueMail[]> {
  const { rows } = await database.admin.query<DueMail>(
    `select id, attempts, last_error, dispatched_at is not null as dispatched from outbox
     where queue = 'invitation-mail' and finished_at is null`,
  );
  return rows;
}

/** The invitation's `emailStatus`, as the API tells it. */
export async function emailStatusOf({ owner, path }: { owner: Client; path: string }, email: string): Promise<string> {
  const { body } = await owner.get(`${path}/invitations?limit=100`);
  const found = (body.data as { email: string; emailStatus: string }[]).find((row) => row.email === email);
  if (!found) throw new Error(`There is no invitation of ${email}.`);
  return found.emailStatus;
}
