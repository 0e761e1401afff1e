import { useNavigate } from '@tanstack/react-router';
import {
  ArrowRightLeft,
  Bell,
  CircleUserRound,
  Crown,
  Keyboard,
  LogOut,
  Plus,
  ShieldCheck,
  SunMoon,
  UserMinus,
  UserPlus,
  type LucideIcon,
} from 'lucide-react';
import { useSignOut } from '../../session/sign-out';
import { useSwitchOrganization } from '../../shared/use-switch-organization';
import { openOverlay } from './overlays';
import { PAGE_KEYWORDS } from './page-keywords';
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
  /** Other words by which it is found; they are not shown. */
  readonly keywords?: string;
  /** The keys that do the same. */
  readonly keys?: string;
  readonly icon: LucideIcon | null;
  readonly run: () => void;
}

export type Section = 'Recent' | 'Pages' | 'Actions' | 'Organizations' | 'People';

/** The commands that the reader's role includes. */
export function useCommands(reader: Reader): readonly Command[] {
  const navigate = useNavigate();
  const account: Command = {
    id: 'page:account',
    section: 'Pages',
    label: 'Account',
    keywords: 'profile email addresses organizations restore',
    icon: CircleUserRound,
    run: () => void navigate({ to: '/account' }),
  };
  const actions = [...useActionCommands(reader), ...useSettingCommands(reader), ...useSessionCommands()];
  return [...usePageCommands(reader), account, ...actions, ...useOrganizationCommands(reader)];
}

function usePageCommands({ organizationId, may }: Reader): readonly Command[] {
  const navigate = useNavigate();
  if (organizationId === null) return [];
  return PAGES.filter((page) => !('permission' in page) || may(page.permission)).map(({ to, label, icon, key }) => ({
    id: `page:${to.split('/').at(-1) ?? ''}`,
    section: 'Pages',
    label,
    keywords: PAGE_KEYWORDS[key],
    keys: `g ${key}`,
    icon,
    run: () => void navigate({ to, params: { organizationId } }),
  }));
}

function useActionCommands({ organizationId, isInOrganization, may }: Reader): readonly Command[] {
  const navigate = useNavigate();
  const toMembers = async () => {
    if (organizationId === null) return;
    await navigate({ to: '/o/$organizationId/settings/members', params: { organizationId } });
  };
  const invite: Command = {
    id: 'action:invite',
    section: 'Actions',
    label: 'Invite Member',
    keywords: 'add people team invitation',
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
    keywords: 'delete people team',
    icon: UserMinus,
    run: () => void toMembers(),
  };
  const changeRole: Command = {
    id: 'action:change-role',
    section: 'Actions',
    label: 'Change a role',
    keywords: 'promote demote admin member viewer permissions people',
    icon: ShieldCheck,
    run: () => void toMembers(),
  };
  return may('members:manage') ? [invite, changeRole, remove] : [];
}

/** What the organization's own pages and their frame have. */
function useSettingCommands({ organizationId, isInOrganization, may }: Reader): readonly Command[] {
  const navigate = useNavigate();
  const transfer: Command = {
    id: 'action:transfer-ownership',
    section: 'Actions',
    label: 'Transfer ownership',
    keywords: 'danger zone owner delete organization',
    icon: Crown,
    run: () => {
      if (organizationId === null) return;
      const to = '/o/$organizationId/settings/organization';
      void navigate({ to, params: { organizationId }, hash: 'danger-zone' });
    },
  };
  const inFrame: readonly Command[] = [
    {
      id: 'action:notifications',
      section: 'Actions',
      label: 'Notifications',
      keywords: 'bell unread',
      icon: Bell,
      run: openNotifications,
    },
    {
      id: 'action:switch-organization',
      section: 'Actions',
      label: 'Switch organization',
      keywords: 'change company workspace',
      keys: 'g o',
      icon: ArrowRightLeft,
      run: () => {
        openOverlay('organizations');
      },
    },
  ];
  return [...(isInOrganization ? inFrame : []), ...(may('ownership:transfer') ? [transfer] : [])];
}

/** Clicks the bell that is shown: of the sidebar, or of the head of a small screen. */
function openNotifications(): void {
  const bells = [...document.querySelectorAll<HTMLElement>('button.bell')];
  bells.find((bell) => bell.getClientRects().length > 0)?.click();
}

/** What does not depend on an organization. */
function useSessionCommands(): readonly Command[] {
  const navigate = useNavigate();
  const signOut = useSignOut();
  return [
    {
      id: 'action:create-organization',
      section: 'Actions',
      label: 'Create organization',
      keywords: 'new add company workspace',
      icon: Plus,
      run: () => {
        openOverlay('create-organization');
      },
    },
    {
      id: 'action:appearance',
      section: 'Actions',
      label: 'Appearance',
      keywords: 'dark light theme mode system account',
      icon: SunMoon,
      run: () => void navigate({ to: '/account', hash: 'appearance' }),
    },
    {
      id: 'action:keys',
      section: 'Actions',
      label: 'Keyboard shortcuts',
      keywords: 'keys help',
      keys: '?',
      icon: Keyboard,
      run: () => {
        openOverlay('keys');
      },
    },
    {
      id: 'action:sign-out',
      section: 'Actions',
      label: 'Sign out',
      keywords: 'log out leave',
      icon: LogOut,
      run: () => void signOut({}),
    },
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
        switchTo(id, { keepPage: isInOrganization });
      },
    }));
}
