import type { Access, Operation } from './operations.js';

/**
 * Who may call what, call by call, written down from the contract's section 4 and not from the access rules in the code: a route
 * under a wrong access rule is detected, and so is one that is missing here. `O` is the organization, `{}` any
 * parameter, `any member` the permission that all four roles hold. Also calls that are not built yet.
 */
const CALLS = `
public              POST /auth/sign-in
public              GET /roles
public              GET /plans
public              GET /demo
public              GET /invitations/{}
public              GET /logos/{}
public              GET /unsubscribe/{}
public              POST /unsubscribe/{}
public              POST /webhooks/clerk
public              POST /webhooks/stripe
signed-in           GET /me
signed-in           POST /demo
signed-in           POST /permission-checks
signed-in           PUT /me/active-organization
signed-in           GET /me/invitations
signed-in           POST /me/invitations/{}/accept
signed-in           POST /me/invitations/{}/decline
signed-in           POST /organizations
signed-in           GET /organizations
signed-in           POST /invitations/{}/accept
signed-in           POST /invitations/{}/decline
any member          GET O
any member          GET O/permissions
any member          GET O/email-preferences
any member          PUT O/email-preferences
any member          GET O/notifications
any member          POST O/notifications/read
any member          GET O/stream
any member          GET O/members
any member          GET O/members/counts
any member          GET O/members/{}
any member          GET O/revenue-targets
any member          GET O/billing/credits
settings:manage     PATCH O
settings:manage     PUT O/logo
settings:manage     DELETE O/logo
settings:manage     PUT O/revenue-targets/{}
settings:manage     DELETE O/revenue-targets/{}
organization:delete DELETE O
organization:delete POST O/restore
ownership:transfer  POST O/ownership-transfer
members:manage      PATCH O/members/{}
members:manage      GET O/members/{}/removal-preview
members:manage+self DELETE O/members/{}
members:manage      POST O/members/{}/reinstate
members:manage      GET O/invitations
members:manage      POST O/invitations
members:manage      POST O/invitations/bulk
members:manage      POST O/invitations/{}/resend
members:manage      PATCH O/invitations/{}
members:manage      DELETE O/invitations/{}
seats:view          GET O/seats
billing:manage      GET O/billing
billing:manage      PUT O/billing/plan
billing:manage      POST O/billing/checkout
billing:manage      POST O/billing/portal
billing:manage      GET O/billing/credits/ledger
billing:manage      GET O/billing/credits/ledger.csv
billing:manage      POST O/billing/credits/top-ups
records:view        GET O/leads
records:edit        POST O/leads
records:view        GET O/leads/{}
records:edit        PATCH O/leads/{}
records:edit        DELETE O/leads/{}
records:view        GET O/deals
records:edit        POST O/deals
records:view        GET O/deals/{}
records:edit        PATCH O/deals/{}
records:edit        DELETE O/deals/{}
records:view        GET O/campaigns
campaigns:manage    POST O/campaigns
records:view        GET O/campaigns/{}
campaigns:manage    PATCH O/campaigns/{}
campaigns:manage    DELETE O/campaigns/{}
records:view        GET O/sequences
campaigns:manage    POST O/sequences
records:view        GET O/sequences/{}
campaigns:manage    PATCH O/sequences/{}
campaigns:manage    DELETE O/sequences/{}
records:view        GET O/calls
calls:make          POST O/calls
records:view        GET O/calls/{}
calls:make          PATCH O/calls/{}
calls:make          DELETE O/calls/{}
automations:manage  GET O/automations
automations:manage  POST O/automations
automations:manage  GET O/automations/{}
automations:manage  PATCH O/automations/{}
automations:manage  DELETE O/automations/{}
integrations:manage GET O/integrations
integrations:manage POST O/integrations
integrations:manage GET O/integrations/{}
integrations:manage PATCH O/integrations/{}
integrations:manage DELETE O/integrations/{}
records:edit        POST O/imports/leads
records:edit        POST O/imports/deals
campaigns:manage    POST O/imports/campaigns
records:edit        POST O/imports/leads/preview
records:edit        POST O/imports/deals/preview
campaigns:manage    POST O/imports/campaigns/preview
records:edit        GET O/imports/{}
records:edit        GET O/imports/{}/rejected.csv
records:view        GET O/exports/leads.csv
records:view        GET O/exports/deals.csv
records:view        GET O/exports/campaigns.csv
records:reassign    GET O/records/owners
records:reassign    GET O/reassignments
records:reassign    POST O/reassignments
records:reassign    GET O/reassignments/{}
records:reassign    GET O/reassignments/{}/events
records:reassign    POST O/reassignments/{}/cancel
assistant:use       GET O/conversations
assistant:use       POST O/conversations
assistant:use       GET O/conversations/{}/messages
assistant:use       POST O/conversations/{}/messages
analytics:view      GET O/analytics/revenue
analytics:view      GET O/analytics/summary
analytics:view      GET O/analytics/team
analytics:view      GET O/analytics/report.pdf
analytics:view      GET O/analytics/report.csv
audit:view          GET O/audit-events
audit:view          GET O/audit-events.csv
audit:view          GET O/audit-events.ndjson
apikeys:manage      GET O/api-keys
apikeys:manage      POST O/api-keys
apikeys:manage      DELETE O/api-keys/{}
superadmin          GET /platform/organizations
superadmin          GET /platform/organizations/{}
superadmin          GET /platform/organizations/{}/members
superadmin          PUT /platform/organizations/{}/plan
superadmin          POST /platform/organizations/{}/credits
superadmin          PUT /platform/organizations/{}/unlimited-credits
superadmin          POST /platform/organizations/{}/ownership-transfer
superadmin          POST /platform/organizations/{}/restore
superadmin          GET /platform/users
`;

const BY_CALL = new Map(
  CALLS.trim()
    .split('\n')
    .map((line) => line.split(/ {2,}| (?=(?:GET|POST|PUT|PATCH|DELETE) )/) as [string, string])
    .map(([who, call]) => [call, who.replace('any member', 'members:view')] as const),
);

/** Who may call it, as the contract says: `public`, `signed-in`, `superadmin` or a permission. */
export function contractAccess({ method, path }: Operation): string {
  const call = path
    .replace('/api/v1', '')
    .replace(/^\/organizations\/\{organizationId\}/, 'O')
    .replace(/\{\w+\}/g, '{}');
  return BY_CALL.get(`${method} ${call}`) ?? 'missing in test/access/support/contract-calls.ts';
}

/** The access rule of a route in the same words. */
export function accessInWords(access: Access | null): string {
  if (!access) return 'public';
  if (access.kind !== 'permission') return access.kind;
  return `${access.permission}${access.orOneself ? '+self' : ''}`;
}
