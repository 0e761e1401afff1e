import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';

const route = getRouteApi('/signed-in/o/$organizationId/settings/members');

interface PersonLinkProps {
  readonly id: string;
  readonly name: string;
  /** The name, perhaps with what was searched for marked. */
  readonly children: ReactNode;
}

/** A person's name, which opens their panel. The address of the panel can be shared. */
export function PersonLink({ id, name, children }: PersonLinkProps) {
  const { Link } = route;
  return (
    <Link
      to="."
      search={(before) => ({ ...before, person: id })}
      resetScroll={false}
      preload={false}
      className="truncate strong person-link"
      title={name}
    >
      {children}
    </Link>
  );
}
