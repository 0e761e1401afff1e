import type { Member } from '../../../api/client';
import { refreshMembers } from '../../../shared/refresh';
import { ROLE_NAMES, type AssignableRole } from '../../../shared/roles';
import { runEach } from '../../../ui/dialog/run-each';
import { hideUndo, showFailures, showToast, showToastWithUndo } from '../../../ui/feedback/toast-store';
import { count } from '../../../ui/format/count';
import { changeRole } from '../queries';

interface ChangedRole extends Pick<Member, 'id' | 'name'> {
  readonly before: AssignableRole;
}

/** Says that members have another role, with "Undo" for those who had a different one before. */
export function showRolesChanged(organizationId: string, members: readonly Member[], role: AssignableRole): void {
  hideUndo();
  if (members.length === 0) return;
  const text = `${count(members.length, 'member')} now ${members.length === 1 ? 'has' : 'have'} the role ${ROLE_NAMES[role]}.`;
  const changed = members.flatMap(({ id, name, role: before }): ChangedRole[] =>
    before === 'owner' || before === role ? [] : [{ id, name, before }],
  );
  if (changed.length === 0) showToast(text);
  else showToastWithUndo({ text, opener: null, undo: () => void changeRolesBack(organizationId, changed) });
}

async function changeRolesBack(organizationId: string, changed: readonly ChangedRole[]): Promise<void> {
  const { done, failed } = await runEach(changed, ({ id, before }) => changeRole(organizationId, id, before));
  if (done.length > 0) showToast(`${count(done.length, 'member')} ${hasOrHave(done)} again.`);
  showFailures(
    `Couldn’t undo the change of ${count(failed.length, 'role')}:`,
    failed.map(({ item, refusal }) => `${item.name}: ${refusal.message}`),
  );
  await refreshMembers(organizationId);
}

function hasOrHave({ length }: readonly ChangedRole[]): string {
  return length === 1 ? 'has the earlier role' : 'have their earlier roles';
}
