import { useSuspenseQuery } from '@tanstack/react-query';
import { createContext, use, useMemo } from 'react';
import { meQuery } from '../../shared/organization-queries';
import { useMay, useOrganization } from '../../shared/use-organization';
import { useRoleChange, type RoleChange } from './use-role-change';

/** What every row of the members' table needs of the signed-in person; read once for all rows. */
export interface MembersTableValue {
  readonly userId: string;
  readonly timezone: string;
  readonly mayManage: boolean;
  readonly mayTransfer: boolean;
  readonly changeRole: (change: RoleChange) => void;
}

export const MembersTableContext = createContext<MembersTableValue | null>(null);

export function useMembersTable(): MembersTableValue {
  const value = use(MembersTableContext);
  if (!value) throw new Error('A row of members is rendered outside of MembersTableContext.');
  return value;
}

export function useMembersTableValue(): MembersTableValue {
  const { timezone } = useOrganization();
  const { id: userId } = useSuspenseQuery(meQuery).data;
  const may = useMay();
  const [mayManage, mayTransfer] = [may('members:manage'), may('ownership:transfer')];
  const changeRole = useRoleChange(userId);
  return useMemo(
    () => ({ userId, timezone, mayManage, mayTransfer, changeRole }),
    [userId, timezone, mayManage, mayTransfer, changeRole],
  );
}
