import { setTimeout as delay } from 'node:timers/promises';
import type { Response } from 'express';
import type { Role } from '../access/permissions.policy.js';
import type { Change } from '../platform/changes/change.js';
import type { ChangeListener } from '../platform/changes/change-channel.js';
import type { MembershipId } from '../platform/ids/ids.js';
import { eventsFor, KEEP_ALIVE, RESYNC_EVENT } from './stream-events.policy.js';

/** Changes that follow each other closely are sent together. */
const COLLECT_MS = 100;
/** The pause after something was sent: a client reloads lists at most this often. */
const PAUSE_MS = 200;
/** A client that does not read is disconnected; it reloads everything when it connects again. */
const MAX_UNREAD_BYTES = 64_000;

/** A client that is told about changes. */
export interface LiveStream {
  readonly membershipId: MembershipId;
  readonly response: Response;
  /** Whether the session still authenticates the person. */
  readonly isSessionValid: () => Promise<boolean>;
  readonly end: () => void;
}

/** The current roles of the members among these; those whose membership, account or organization has ended are missing. */
export type RoleReader = (ids: readonly MembershipId[]) => Promise<ReadonlyMap<string, Role>>;

/**
 * The open streams of one organization in this process. Before anything is sent, the sessions of all readers are checked, and
 * their memberships are read again with one query: a person whose session has ended, or who has lost access or a permission,
 * gets nothing more.
 */
export class OrganizationStreams implements ChangeListener {
  private readonly streams = new Set<LiveStream>();
  private changes: Change[] = [];
  private hasGap = false;
  private isSending = false;

  constructor(
    private readonly readRoles: RoleReader,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  get isEmpty(): boolean {
    return this.streams.size === 0;
  }

  add(stream: LiveStream): void {
    this.streams.add(stream);
  }

  delete(stream: LiveStream): void {
    this.streams.delete(stream);
  }

  onChanges(changes: readonly Change[]): void {
    this.changes.push(...changes);
    void this.sendCollected();
  }

  onGap(): void {
    this.hasGap = true;
    void this.sendCollected();
  }

  /** Ends the streams of people who are not signed in or not members any more, and keeps the others open. */
  async checkReaders(): Promise<void> {
    await this.send(() => KEEP_ALIVE);
  }

  private async sendCollected(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    while (this.changes.length > 0 || this.hasGap) {
      await delay(COLLECT_MS);
      const [changes, hasGap] = [this.changes, this.hasGap];
      [this.changes, this.hasGap] = [[], false];
      await this.send((reader) => (hasGap ? RESYNC_EVENT : eventsFor(reader, changes)));
      await delay(PAUSE_MS);
    }
    this.isSending = false;
  }

  private async send(textFor: (reader: { membershipId: MembershipId; role: Role }) => string): Promise<void> {
    await this.endInvalidSessions();
    const streams = [...this.streams];
    if (streams.length === 0) return;
    try {
      const roles = await this.readRoles(streams.map(({ membershipId }) => membershipId));
      for (const stream of streams) this.sendTo(stream, roles.get(stream.membershipId), textFor);
    } catch (error) {
      // Nothing may be sent unchecked, and nothing may be missing: the clients connect again.
      this.onFailure(error);
      for (const stream of streams) this.end(stream);
    }
  }

  /** Costs little for many readers: the signatures of tokens that were verified a moment ago are not verified again. */
  private async endInvalidSessions(): Promise<void> {
    const streams = [...this.streams];
    const areValid = await Promise.all(streams.map(({ isSessionValid }) => isSessionValid()));
    for (const [index, stream] of streams.entries()) if (!areValid[index]) this.end(stream);
  }

  private sendTo(
    stream: LiveStream,
    role: Role | undefined,
    textFor: (reader: { membershipId: MembershipId; role: Role }) => string,
  ): void {
    if (!this.streams.has(stream)) return;
    if (role === undefined || stream.response.writableLength > MAX_UNREAD_BYTES) {
      this.end(stream);
      return;
    }
    const text = textFor({ membershipId: stream.membershipId, role });
    if (text !== '') stream.response.write(text);
  }

  private end(stream: LiveStream): void {
    this.streams.delete(stream);
    stream.end();
  }
}
