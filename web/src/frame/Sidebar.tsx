import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  ArrowLeftRight,
  Building2,
  ChartColumn,
  CreditCard,
  FileUp,
  KeyRound,
  MessagesSquare,
  ScrollText,
  Settings,
  ShieldCheck,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { ProductMark } from '../shared/ProductMark';
import { meQuery } from '../shared/organization-queries';
import { useMay, useOrganizationId, type Permission } from '../shared/use-organization';
import { PersonAvatar } from '../ui/Avatar';
import { OrganizationSelector } from './OrganizationSelector';
import { ShortcutButtons } from './command-menu/ShortcutButtons';
import type { SelectorState } from './use-selector-keys';

/** The settings' pages, each with the permission without which it would show only who can see it. */
const SETTINGS = [
  ['/o/$organizationId/settings/organization', 'Organization', Building2, null],
  ['/o/$organizationId/settings/members', 'Members', Users, null],
  ['/o/$organizationId/settings/roles', 'Roles', ShieldCheck, null],
  ['/o/$organizationId/settings/data-ownership', 'Data ownership', ArrowLeftRight, 'records:reassign'],
  ['/o/$organizationId/settings/import', 'Import', FileUp, 'records:edit'],
  ['/o/$organizationId/settings/billing', 'Billing', CreditCard, null],
  ['/o/$organizationId/settings/archived-chats', 'Archived chats', MessagesSquare, 'members:manage'],
  ['/o/$organizationId/settings/api-keys', 'API keys', KeyRound, 'apikeys:manage'],
  ['/o/$organizationId/settings/audit-log', 'Audit log', ScrollText, 'audit:view'],
] as const satisfies readonly (readonly [string, string, LucideIcon, Permission | null])[];

export function Sidebar({ selector }: { readonly selector?: SelectorState }) {
  const organizationId = useOrganizationId();
  const { data: me } = useSuspenseQuery(meQuery);
  const may = useMay();
  return (
    <div className="side">
      <OrganizationSelector {...(selector ? { selector } : {})} />
      <nav className="side__nav" aria-label="Main">
        <Link
          to="/o/$organizationId/analytics"
          params={{ organizationId }}
          className="side__link"
          activeProps={{ 'aria-current': 'page' }}
        >
          <ChartColumn size={16} aria-hidden />
          Analytics
        </Link>
        <div className="side__title" id="settings-title">
          <Settings size={16} aria-hidden />
          Settings
        </div>
        <ul aria-labelledby="settings-title" className="side__list">
          {SETTINGS.filter(([, , , permission]) => permission === null || may(permission)).map(([to, label, Icon]) => (
            <li key={to}>
              <Link to={to} params={{ organizationId }} className="side__link" activeProps={{ 'aria-current': 'page' }}>
                <Icon size={16} aria-hidden />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <ShortcutButtons />
      <ProductMark />
      <nav aria-label="Account">
        <Link to="/account" className="side__link side__link--person">
          <PersonAvatar name={me.name} />
          <span className="selector__text">
            <span className="truncate strong">{me.name}</span>
            <span className="truncate small quiet">{me.email}</span>
          </span>
        </Link>
      </nav>
    </div>
  );
}
