import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { NotificationBell } from '../features/notifications/NotificationBell';
import { ProductMark } from '../shared/ProductMark';
import { meQuery } from '../shared/organization-queries';
import { useMay, useOrganizationId } from '../shared/use-organization';
import { PersonAvatar } from '../ui/parts/Avatar';
import { OrganizationSelector } from './OrganizationSelector';
import { SidebarFoot } from './SidebarFoot';
import { PAGES } from './command-menu/pages';
import { useIconTitle } from './use-icon-title';
import type { SelectorState } from './use-selector-keys';

export function Sidebar({ selector }: { readonly selector?: SelectorState }) {
  const { data: me } = useSuspenseQuery(meQuery);
  const may = useMay();
  // A page that would show only who can see it is left out.
  const pages = PAGES.filter((page) => !('permission' in page) || may(page.permission));
  const settings = pages.filter(({ to }) => to.includes('/settings/'));
  const others = pages.filter(({ to }) => !to.includes('/settings/'));
  return (
    <div className="side">
      <OrganizationSelector {...(selector ? { selector } : {})} />
      {/* The drawer of a small screen has none: the bell is above it. */}
      {selector && <NotificationBell look="row" />}
      <nav className="side__nav" aria-label="Main">
        {others.map((page) => (
          <PageLink key={page.to} page={page} />
        ))}
        <div className="side__title" id="settings-title">
          Settings
        </div>
        <ul aria-labelledby="settings-title" className="side__list">
          {settings.map((page) => (
            <li key={page.to}>
              <PageLink page={page} />
            </li>
          ))}
        </ul>
      </nav>
      <SidebarFoot isDrawer={!selector} />
      <ProductMark />
      <nav aria-label="Account">
        <Link to="/account" className="side__link side__link--person">
          <PersonAvatar name={me.name} />
          <span className="selector__text side__label">
            <span className="truncate strong">{me.name}</span>
            <span className="truncate small quiet">{me.email}</span>
          </span>
        </Link>
      </nav>
    </div>
  );
}

function PageLink({ page: { to, label, icon: Icon } }: { readonly page: (typeof PAGES)[number] }) {
  const organizationId = useOrganizationId();
  return (
    <Link
      to={to}
      params={{ organizationId }}
      className="side__link"
      activeProps={{ 'aria-current': 'page' }}
      {...useIconTitle(label)}
    >
      <Icon size={16} aria-hidden />
      <span className="side__label">{label}</span>
    </Link>
  );
}
