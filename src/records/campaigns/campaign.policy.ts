import type { CampaignStatus } from './campaign.dto.js';

/** A campaign's schedule: the local time as it was given, its instant, and when it is still to become active by itself. */
export interface Schedule {
  readonly scheduledFor: string | null;
  readonly scheduledAt: Date | null;
}

export interface CampaignState extends Schedule {
  readonly status: CampaignStatus;
  readonly activatesAt: Date | null;
}

/**
 * When a campaign becomes active by itself after a change; null: never. Only a draft does, and once: a draft whose time has
 * passed while it was none, or that was made a draft again after it, stays one until it is scheduled anew.
 */
export function activationOf(
  before: CampaignState | null,
  { status, scheduledAt }: Omit<CampaignState, 'activatesAt'>,
  now: Date,
): Date | null {
  if (status !== 'draft' || scheduledAt === null) return null;
  if (scheduledAt > now) return scheduledAt;
  // Its time is here and the job has not come by yet.
  const isOwed = before?.activatesAt?.getTime() === scheduledAt.getTime();
  return isOwed ? scheduledAt : null;
}
