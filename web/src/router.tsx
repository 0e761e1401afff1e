import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { queryClient } from './api/query-client';
import { readAnalyticsSearch } from './features/analytics/analytics-search';
import { readKeySearch } from './features/api-keys/key-search';
import { readAuditSearch } from './features/audit-log/audit-search';
import { readOwnershipSearch } from './features/data-ownership/ownership-search';
import { readLedgerSearch, type LedgerSearch } from './features/credits/ledger-search';
import { readMemberSearch } from './features/members/member-search';
import { lastMemberSearch } from './features/members/remembered-search';
import { readOperatorSearch } from './features/operator/operator-search';
import { readSignInSearch } from './features/sign-in/sign-in-search';
import { ErrorPage } from './frame/ErrorPage';
import { FocusOnNavigation } from './frame/FocusOnNavigation';
import { SignedIn } from './frame/SignedIn';
import { freshToken } from './session/fresh-token';
import { clerkInstance } from './session/identity-provider';
import { otherTabsAsked } from './session/session';
import { NotFoundPage } from './shared/NotFoundPage';
import { meQuery, organizationQuery, permissionsQuery } from './shared/organization-queries';
import { searchToRestore } from './shared/page-search';
import { AloneSkeleton, PageSkeleton } from './ui/feedback/Skeleton';
import { lazyPage } from './ui/loading/lazy';

/** Whether this document was served for the sign-in, and so with its Content-Security-Policy. */
const isSignInDocument = /^\/sign-in\/?$/.test(location.pathname);

const root = createRootRoute({ component: FocusOnNavigation, notFoundComponent: NotFoundPage });

/** `/` opens the organization that was used last, or the first one. */
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async () => {
    await requireSession('/');
    const { activeOrganizationId } = await queryClient.query({ ...meQuery, staleTime: 0 });
    if (activeOrganizationId === null) throw redirect({ to: '/welcome', replace: true });
    throw redirect({
      to: '/o/$organizationId/settings/members',
      params: { organizationId: activeOrganizationId },
      replace: true,
    });
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: readSignInSearch,
  beforeLoad: ({ location, preload }) => {
    if (preload || clerkInstance() === null || isSignInDocument) return;
    // Clerk's form writes styles, which only the sign-in's own document may do: so that one is loaded.
    throw redirect({ href: location.publicHref, reloadDocument: true, replace: true });
  },
  component: lazyPage(async () => (await import('./features/sign-in/SignInPage')).SignInPage),
  pendingComponent: AloneSkeleton,
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitations/$token',
  component: lazyPage(async () => (await import('./features/invitations/accept/InvitationPage')).InvitationPage),
  pendingComponent: AloneSkeleton,
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: ({ location }) => requireSession(location.href),
  loader: () => queryClient.query({ ...meQuery, staleTime: 'static' }),
  component: SignedIn,
});

const welcome = createRoute({
  getParentRoute: () => signedIn,
  path: '/welcome',
  component: lazyPage(async () => (await import('./features/welcome/WelcomePage')).WelcomePage),
  pendingComponent: AloneSkeleton,
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyPage(async () => (await import('./features/account/AccountPage')).AccountPage),
  pendingComponent: AloneSkeleton,
});

const operator = createRoute({
  getParentRoute: () => signedIn,
  path: '/operator',
  validateSearch: readOperatorSearch,
  beforeLoad: (entering) => {
    restoreSearch(entering, 'operator');
  },
  component: lazyPage(async () => (await import('./features/operator/OperatorPage')).OperatorPage),
  pendingComponent: AloneSkeleton,
});

const organization = createRoute({
  getParentRoute: () => signedIn,
  path: '/o/$organizationId',
  loader: async ({ params: { organizationId } }) => {
    await Promise.all([
      queryClient.query({ ...organizationQuery(organizationId), staleTime: 'static' }),
      queryClient.query({ ...permissionsQuery(organizationId), staleTime: 'static' }),
    ]);
  },
  component: lazyPage(async () => (await import('./frame/Frame')).Frame),
});

const organizationHome = createRoute({
  getParentRoute: () => organization,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/o/$organizationId/settings/members', params, replace: true });
  },
});

const analytics = createRoute({
  getParentRoute: () => organization,
  path: '/analytics',
  validateSearch: readAnalyticsSearch,
  beforeLoad: (entering) => {
    restoreSearch(entering, 'analytics');
  },
  component: lazyPage(async () => (await import('./features/analytics/AnalyticsPage')).AnalyticsPage),
});

const members = createRoute({
  getParentRoute: () => organization,
  path: '/settings/members',
  validateSearch: readMemberSearch,
  // The sidebar leads back to the page as it was left.
  beforeLoad: ({ cause, search, params }) => {
    const last = lastMemberSearch(params.organizationId);
    if (cause !== 'enter' || Object.keys(search).length > 0 || Object.keys(last).length === 0) return;
    throw redirect({ to: '/o/$organizationId/settings/members', params, search: last, replace: true });
  },
  component: lazyPage(async () => (await import('./features/members/MembersPage')).MembersPage),
});

const roles = createRoute({
  getParentRoute: () => organization,
  path: '/settings/roles',
  component: lazyPage(async () => (await import('./features/roles/RolesPage')).RolesPage),
});

const organizationSettings = createRoute({
  getParentRoute: () => organization,
  path: '/settings/organization',
  component: lazyPage(async () => (await import('./features/organization-settings/OrganizationPage')).OrganizationPage),
});

const dataOwnership = createRoute({
  getParentRoute: () => organization,
  path: '/settings/data-ownership',
  validateSearch: readOwnershipSearch,
  beforeLoad: (entering) => {
    restoreSearch(entering, 'data-ownership');
  },
  component: lazyPage(async () => (await import('./features/data-ownership/DataOwnershipPage')).DataOwnershipPage),
});

const importRecords = createRoute({
  getParentRoute: () => organization,
  path: '/settings/import',
  // The import whose progress is shown, also after a reload.
  validateSearch: (search: Record<string, unknown>): { import?: string } =>
    typeof search.import === 'string' ? { import: search.import.slice(0, 36) } : {},
  component: lazyPage(async () => (await import('./features/imports/ImportPage')).ImportPage),
});

const billing = createRoute({
  getParentRoute: () => organization,
  path: '/settings/billing',
  // The payment page returns here.
  validateSearch: (search: Record<string, unknown>): LedgerSearch & { checkout?: 'paid' } => ({
    ...readLedgerSearch(search),
    ...(search.checkout === 'paid' ? { checkout: search.checkout } : {}),
  }),
  beforeLoad: (entering) => {
    restoreSearch(entering, 'credit-history');
  },
  component: lazyPage(async () => (await import('./features/billing/BillingPage')).BillingPage),
});

const archivedChats = createRoute({
  getParentRoute: () => organization,
  path: '/settings/archived-chats',
  validateSearch: ({ q }: Record<string, unknown>): { q?: string } =>
    (typeof q === 'string' || typeof q === 'number') && q !== '' ? { q: String(q).slice(0, 200) } : {},
  beforeLoad: (entering) => {
    restoreSearch(entering, 'archived-chats');
  },
  component: lazyPage(async () => (await import('./features/archived-chats/ArchivedChatsPage')).ArchivedChatsPage),
});

const apiKeys = createRoute({
  getParentRoute: () => organization,
  path: '/settings/api-keys',
  validateSearch: readKeySearch,
  beforeLoad: (entering) => {
    restoreSearch(entering, 'api-keys');
  },
  component: lazyPage(async () => (await import('./features/api-keys/ApiKeysPage')).ApiKeysPage),
});

const auditLog = createRoute({
  getParentRoute: () => organization,
  path: '/settings/audit-log',
  validateSearch: readAuditSearch,
  beforeLoad: (entering) => {
    restoreSearch(entering, 'audit-log');
  },
  component: lazyPage(async () => (await import('./features/audit-log/AuditLogPage')).AuditLogPage),
});

/** Opens a page as it was left, where it is opened without filters. */
function restoreSearch(
  entering: Parameters<typeof searchToRestore>[0] & { readonly location: { readonly pathname: string } },
  page: Parameters<typeof searchToRestore>[1],
): void {
  const last = searchToRestore(entering, page);
  if (last)
    throw redirect({ to: entering.location.pathname, search: (before) => ({ ...before, ...last }), replace: true });
}

async function requireSession(to: string): Promise<void> {
  await otherTabsAsked();
  if ((await freshToken()) === null) throw redirect({ to: '/sign-in', search: to === '/' ? {} : { to } });
}

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signIn,
    invitation,
    signedIn.addChildren([
      welcome,
      account,
      operator,
      organization.addChildren([
        organizationHome,
        analytics,
        members,
        roles,
        organizationSettings,
        dataOwnership,
        importRecords,
        billing,
        archivedChats,
        apiKeys,
        auditLog,
      ]),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: ErrorPage,
  defaultPendingMs: 150,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
