import { Inject, Injectable } from '@nestjs/common';
import type { ClerkConfiguration } from '../identity-configuration.js';
import { Problem, serviceUnavailable } from '../../platform/http/problem.js';
import { logger } from '../../platform/logging/logger.js';
import { readClerkUser, type ClerkProfile } from './clerk-profile.js';

/** Nest's injection token for the {@link ClerkConfiguration}; it exists only with Clerk. */
export const CLERK = Symbol('CLERK');

const TIMEOUT_MS = 5_000;
const RETRY_AFTER = 5;
/** The API version that `@clerk/backend` uses; answers of another version are read as well. */
const API_VERSION = '2026-05-12';

/**
 * The one call that we make to Clerk's API: it reads a user. It is a plain request without Clerk's client, since that has no
 * timeout, and the answer is parsed like a webhook's. Nothing is ever changed or deleted at Clerk.
 */
@Injectable()
export class ClerkApi {
  constructor(@Inject(CLERK) private readonly clerk: ClerkConfiguration) {}

  /**
   * The present state of the user at Clerk, or null when Clerk does not have them (any longer).
   *
   * @throws 503 `service-unavailable` when Clerk does not answer in time, or not with a user
   */
  async findUser(clerkId: string): Promise<ClerkProfile | null> {
    const answer = await this.getJson(`/v1/users/${encodeURIComponent(clerkId)}`);
    if (answer === null) return null;
    const profile = readClerkUser(answer);
    if (profile?.clerkId !== clerkId) throw unavailable('unreadable');
    return profile;
  }

  private async getJson(path: string): Promise<unknown> {
    try {
      const response = await fetch(`${this.clerk.apiUrl}${path}`, {
        headers: { authorization: `Bearer ${this.clerk.secretKey}`, 'clerk-api-version': API_VERSION },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        redirect: 'error',
      });
      if (response.ok) return await response.json();
      await response.body?.cancel();
      if (response.status === 404) return null;
      throw unavailable(response.status);
    } catch (error) {
      throw error instanceof Problem ? error : unavailable(error instanceof Error ? error.name : 'unknown');
    }
  }
}

function unavailable(reason: string | number): Problem {
  logger.warn({ reason }, "Clerk's API did not answer with the profile of a new user.");
  return new Problem(serviceUnavailable, {
    detail: 'You are signed in, but your account could not be set up yet. Try again in a few seconds.',
    retryAfter: RETRY_AFTER,
  });
}
