import { targetOf, type Handover } from '../../handover/handover';

/** The new owners, as the removal takes them: one membership, or several with their weights. */
export function reassignToOf(handover: Handover): string | undefined {
  const target = targetOf(handover);
  if (!Array.isArray(target)) return target ?? undefined;
  return target.map(({ membershipId, weight }) => `${membershipId}:${weight.toString()}`).join(',');
}
