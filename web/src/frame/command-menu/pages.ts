import {
  ArrowLeftRight,
  Building2,
  ChartColumn,
  CreditCard,
  FileUp,
  KeyRound,
  MessagesSquare,
  ScrollText,
  ShieldCheck,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { Permission } from './use-reader';

interface OrganizationPage {
  readonly to: `/o/$organizationId/${string}`;
  readonly label: string;
  readonly icon: LucideIcon;
  /** The key after `g` that opens it. */
  readonly key: string;
  /** Without one, every role may see it. */
  readonly permission?: Permission;
}

/** The pages of an organization to which the menu and the keys go. */
export const PAGES = [
  {
    to: '/o/$organizationId/analytics',
    label: 'Analytics',
    icon: ChartColumn,
    key: 'a',
  },
  {
    to: '/o/$organizationId/settings/organization',
    label: 'Organization',
    icon: Building2,
    key: 's',
  },
  {
    to: '/o/$organizationId/settings/members',
    label: 'Members',
    icon: Users,
    key: 'm',
  },
  {
    to: '/o/$organizationId/settings/roles',
    label: 'Roles',
    icon: ShieldCheck,
    key: 'r',
  },
  {
    to: '/o/$organizationId/settings/data-ownership',
    label: 'Data ownership',
    icon: ArrowLeftRight,
    key: 'd',
    permission: 'records:reassign',
  },
  {
    to: '/o/$organizationId/settings/import',
    label: 'Import',
    icon: FileUp,
    key: 'i',
    permission: 'records:edit',
  },
  {
    to: '/o/$organizationId/settings/billing',
    label: 'Billing',
    icon: CreditCard,
    key: 'b',
  },
  {
    to: '/o/$organizationId/settings/archived-chats',
    label: 'Archived chats',
    icon: MessagesSquare,
    key: 'c',
    permission: 'members:manage',
  },
  {
    to: '/o/$organizationId/settings/api-keys',
    label: 'API keys',
    icon: KeyRound,
    key: 'k',
    permission: 'apikeys:manage',
  },
  {
    to: '/o/$organizationId/settings/audit-log',
    label: 'Audit log',
    icon: ScrollText,
    key: 'l',
    permission: 'audit:view',
  },
] as const satisfies readonly OrganizationPage[];

/** The key of a page. */
export type PageKey = (typeof PAGES)[number]['key'];
