import type { CampaignStatus } from './campaign.dto.js';

/** A campaign's schedule: the local time as it was entered, the same as an instant, and when the job makes it active. */
export interface Schedule {
  readonly scheduledFor: string | null;
  readonly scheduledAt: Date | null;
}

export interface CampaignState extends Schedule {
  readonly status: CampaignStatus;
  readonly activatesAt: Date | null;
}

/**
 * When the job makes a campaign active after a change; null: never. It does so only for a draft, and once. A draft
 * stays a draft until it is scheduled again if its time passed while it had another status, or if it became a draft
 * again after its time.
 */
export function activationOf(
  before: CampaignState | null,
  { status, scheduledAt }: Omit<CampaignState, 'activatesAt'>,
  now: Date,
): Date | null {
  if (status !== 'draft' || scheduledAt === null) return null;
  if (scheduledAt > now) return scheduledAt;
  // It is due and the job has not run yet.
  const isDue = before?.activatesAt?.getTime() === scheduledAt.getTime();
  return isDue ? scheduledAt : null;
}
