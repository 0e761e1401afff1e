import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SortButton } from '../../ui/SortButton';

const route = getRouteApi('/signed-in/o/$organizationId/settings/members');

interface SortHeadProps {
  readonly name: 'name' | 'role' | 'lastActiveAt' | 'joinedAt';
  readonly children: ReactNode;
}

/** A column's head of the members' table. */
export function SortHead({ name, children }: SortHeadProps) {
  const { sort = 'name' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <SortButton<SortHeadProps['name']>
      name={name}
      sort={sort}
      // Of times the latest is asked for first, of names the first.
      isDownFirst={name === 'lastActiveAt' || name === 'joinedAt'}
      onSort={(next) => {
        void navigate({ search: (before) => ({ ...before, sort: next }), replace: true });
      }}
    >
      {children}
    </SortButton>
  );
}
