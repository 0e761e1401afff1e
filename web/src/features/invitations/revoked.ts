import type { Invitation } from '../../api/client';
import { toRefusal } from '../../problem/problem';
import { emailLink } from '../../shared/caught-emails';
import { refreshMembers } from '../../shared/refresh';
import { hideUndo, showFailures, showToast, showToastWithUndo } from '../../ui/feedback/toast-store';
import { count } from '../../ui/format/count';
import { refusedOf } from './invite/refused-addresses';
import { inviteMany, type NewInvitation } from './queries';

/**
 * Says that invitations were revoked, with "Undo". A revoked link cannot become valid again, so "Undo" invites the same people with
 * the same role and message, which sends new emails. An invitation that had expired has no link to bring back.
 */
export function showRevoked(organizationId: string, revoked: readonly Invitation[]): void {
  hideUndo();
  const [first] = revoked;
  if (!first) return;
  const text =
    revoked.length === 1 ? `Invitation to ${first.email} revoked.` : `${count(revoked.length, 'invitation')} revoked.`;
  const pending = revoked.filter(({ status }) => status === 'pending');
  if (pending.length === 0) showToast(text);
  else showToastWithUndo({ text, opener: null, undo: () => void inviteAgain(organizationId, pending.map(toInvite)) });
}

function toInvite({ email, role, message }: Invitation): NewInvitation {
  return { email, role, ...(message === null ? {} : { message }) };
}

async function inviteAgain(organizationId: string, invitations: readonly NewInvitation[]): Promise<void> {
  const refused = await refusedAgain(organizationId, invitations);
  const invited = invitations.filter(({ email }) => !refused.has(email));
  if (invited.length > 0) {
    showToast(invitedAgainText(invited), emailLink(invited.map(({ email }) => email)));
  }
  showFailures(
    `Couldn’t invite ${count(refused.size, 'person', 'people')} again:`,
    [...refused].map(([email, reason]) => `${email}: ${reason}`),
  );
  await refreshMembers(organizationId);
}

/** Invites them. @returns the addresses that could not be invited, with the reason */
async function refusedAgain(
  organizationId: string,
  invitations: readonly NewInvitation[],
): Promise<ReadonlyMap<string, string>> {
  const emails = invitations.map(({ email }) => email);
  const allFor = (reason: string, from: number) => emails.slice(from).map((email): [string, string] => [email, reason]);
  try {
    const { results, stoppedBy } = await inviteMany(organizationId, invitations);
    const refused = [...refusedOf(results, emails)].map(([email, { reason }]): [string, string] => [email, reason]);
    return new Map([...refused, ...(stoppedBy ? allFor(stoppedBy.message, results.length) : [])]);
  } catch (error) {
    return new Map(allFor(toRefusal(error).message, 0));
  }
}

function invitedAgainText(invited: readonly NewInvitation[]): string {
  const [first] = invited;
  return invited.length === 1 && first
    ? `Invited again: ${first.email}. A new email with a new link is on its way.`
    : `Invited again: ${count(invited.length, 'person', 'people')}. New emails with new links are on their way.`;
}
