import type { ApiDescription } from './platform/openapi/documentation.js';

const DESCRIPTION = `
Organizations, members, invitations, seats and plans of a sales platform.

- **Credentials**: \`Authorization: Bearer …\` with a session token of Clerk, the token of \`POST /api/v1/auth/sign-in\`
  (local identity), or an organization's API key (\`clz_…\`). Enter it with the *Authorize* button.
- **Errors** are problem details (RFC 9457) with a stable \`code\`, which is documented at \`/problems/{code}\`.
- **Lists** return \`{ data, nextCursor }\`. Send the cursor as \`?cursor=\` to get the next page.
- **Idempotency**: every POST with credentials, except uploads, accepts an \`Idempotency-Key\`. Its response is replayed for 24 hours.
- **Times** are RFC 3339 in UTC, IDs are UUIDv7.
`;

/** The groups of calls, in the order in which a new reader needs them. */
const TAGS = [
  ['Account', 'The signed-in user, and the invitations to them'],
  ['Organizations', 'Create and manage organizations'],
  ['Settings', 'Name, currency, timezone, targets and logo'],
  ['Members', 'Members and their roles'],
  ['Invitations', 'Invite people by email'],
  ['Billing', 'Plans, seats and credits'],
  ['Roles', 'Roles and permissions'],
  ['Records', 'Leads, deals, campaigns and other sales records'],
  ['Assistant', 'Conversations with the AI assistant'],
  ['Import and export', 'Records as CSV files'],
  ['Reassignment', 'Move records between owners'],
  ['Analytics', 'Revenue, team results and reports'],
  ['Audit', 'The audit log'],
  ['Notifications', 'What a member should know'],
  ['Live updates', 'A stream of what changes in an organization'],
  ['API keys', 'API keys for scripts and integrations'],
  ['Webhooks', 'Events from the identity provider and Stripe'],
  ['Platform', 'For superadmins of the platform'],
] as const;

export const API_DESCRIPTION: ApiDescription = {
  title: 'Organization Management',
  description: DESCRIPTION,
  tags: TAGS,
};
