import { useNavigate } from '@tanstack/react-router';
import { CircleUserRound, Keyboard, LogOut, Plus, UserMinus, UserPlus, type LucideIcon } from 'lucide-react';
import { useSignOut } from '../../session/sign-out';
import { useSwitchOrganization } from '../../shared/use-switch-organization';
import { openOverlay } from './overlays';
import { PAGES } from './pages';
import type { Reader } from './use-reader';

/** Something that the menu does. */
export interface Command {
  /** Kept for "Recent". */
  readonly id: string;
  readonly section: Section;
  readonly label: string;
  /** Another text by which it is found, shown beside the label. */
  readonly hint?: string;
  /** The keys that do the same. */
  readonly keys?: string;
  readonly icon: LucideIcon | null;
  readonly run: () => void;
}

export type Section = 'Recent' | 'Pages' | 'Actions' | 'Organizations' | 'People';

/** The commands that the reader's role includes. */
export function useCommands(reader: Reader): readonly Command[] {
  const navigate = useNavigate();
  return [...usePageCommands(reader), ...useActionCommands(reader), ...useOrganizationCommands(reader)].concat({
    id: 'page:account',
    section: 'Pages',
    label: 'Account',
    icon: CircleUserRound,
    run: () => void navigate({ to: '/account' }),
  });
}

function usePageCommands({ organizationId, may }: Reader): readonly Command[] {
  const navigate = useNavigate();
  if (organizationId === null) return [];
  return PAGES.filter((page) => !('permission' in page) || may(page.permission)).map(({ to, label, icon, key }) => ({
    id: `page:${to.split('/').at(-1) ?? ''}`,
    section: 'Pages',
    label,
    keys: `g ${key}`,
    icon,
    run: () => void navigate({ to, params: { organizationId } }),
  }));
}

function useActionCommands({ organizationId, isInOrganization, may }: Reader): readonly Command[] {
  const navigate = useNavigate();
  const signOut = useSignOut();
  const toMembers = async () => {
    if (organizationId === null) return;
    await navigate({ to: '/o/$organizationId/settings/members', params: { organizationId } });
  };
  const invite: Command = {
    id: 'action:invite',
    section: 'Actions',
    label: 'Invite Member',
    keys: 'i',
    icon: UserPlus,
    run: () => {
      if (isInOrganization) openOverlay('invite');
      else
        void toMembers().then(() => {
          openOverlay('invite');
        });
    },
  };
  const remove: Command = {
    id: 'action:remove',
    section: 'Actions',
    label: 'Remove a member',
    icon: UserMinus,
    run: () => void toMembers(),
  };
  return [
    ...(may('members:manage') ? [invite, remove] : []),
    {
      id: 'action:create-organization',
      section: 'Actions',
      label: 'Create organization',
      icon: Plus,
      run: () => {
        openOverlay('create-organization');
      },
    },
    {
      id: 'action:keys',
      section: 'Actions',
      label: 'Keyboard shortcuts',
      keys: '?',
      icon: Keyboard,
      run: () => {
        openOverlay('keys');
      },
    },
    { id: 'action:sign-out', section: 'Actions', label: 'Sign out', icon: LogOut, run: () => void signOut({}) },
  ];
}

/** Switches to another organization. */
function useOrganizationCommands({ me, organizationId, isInOrganization }: Reader): readonly Command[] {
  const switchTo = useSwitchOrganization();
  return me.organizations
    .filter(({ id }) => id !== organizationId || !isInOrganization)
    .map(({ id, name }) => ({
      id: `organization:${id}`,
      section: 'Organizations',
      label: name,
      hint: 'Switch organization',
      icon: null,
      run: () => {
        switchTo(id);
      },
    }));
}
