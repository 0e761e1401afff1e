/**
 * Every table and what the application's role may do with it. It has no rights on tables that are not listed; a test compares
 * these lists with the catalog.
 */
export const TENANT_TABLES = {
  organization: ['select', 'insert', 'update'],
  membership: ['select', 'insert', 'update'],
  subscription: ['select', 'insert', 'update'],
  seat: ['select', 'insert', 'update', 'delete'],
  invitation: ['select', 'insert', 'update'],
  invitation_mail: ['select', 'insert', 'update'],
  reassignment: ['select', 'insert', 'update'],
  removal_move: ['select', 'insert', 'delete'],
  api_key: ['select', 'insert', 'update'],
  revenue_target: ['select', 'insert', 'update', 'delete'],
  credit_account: ['select', 'insert', 'update'],
  lead: ['select', 'insert', 'update', 'delete'],
  deal: ['select', 'insert', 'update', 'delete'],
  campaign: ['select', 'insert', 'update', 'delete'],
  sequence: ['select', 'insert', 'update', 'delete'],
  call: ['select', 'insert', 'update', 'delete'],
  automation: ['select', 'insert', 'update', 'delete'],
  integration: ['select', 'insert', 'update', 'delete'],
  conversation: ['select', 'insert', 'update'],
  conversation_message: ['select', 'insert', 'update'],
  stored_file: ['select', 'insert', 'update', 'delete'],
  notice: ['select', 'insert', 'update'],
  import: ['select', 'insert', 'update'],
  import_chunk: ['select', 'insert', 'delete'],
  import_rejection: ['select', 'insert'],
  import_rejected_row: ['select', 'insert', 'delete'],
  monthly_report: ['select', 'insert', 'update'],
  // Append-only.
  credit_entry: ['select', 'insert'],
  audit_event: ['select', 'insert'],
  idempotency_record: ['select', 'insert', 'update', 'delete'],
} as const;

/** Without a tenant policy: IDs and hashes only, which are needed before the organization is known. */
export const DIRECTORY_TABLES = {
  organization_slug: ['select', 'insert', 'update', 'delete'],
  outbox: ['select', 'insert', 'update', 'delete'],
  due_work: ['select', 'insert', 'update', 'delete'],
  idempotency_scope: ['select', 'insert', 'update', 'delete'],
  invitation_throttle: ['select', 'insert', 'delete'],
  webhook_event: ['select', 'insert', 'delete'],
  // Written only by functions that run with the owner's rights.
  platform_audit_event: ['select'],
  stripe_customer: ['select', 'insert', 'update', 'delete'],
} as const;

/** The accounts, independent of any organization. */
export const REFERENCE_TABLES = {
  user_account: ['select', 'insert', 'update', 'delete'],
  user_email: ['select', 'insert', 'update', 'delete'],
  schema_migration: ['select'],
} as const;

/** Functions that read across organizations with the owner's rights, each with a narrow signature. */
export const DEFINER_FUNCTIONS = [
  'organizations_of(uuid)',
  'invitations_to(text[])',
  'organization_of_invitation(uuid,text[])',
  'deleted_organizations_of(uuid)',
  'find_organizations(text,boolean)',
  'free_organizations_owned_by(uuid)',
  'organizations_left_by(uuid)',
  'find_records(text,text,integer)',
  'organizations_to_purge(timestamp with time zone,uuid,integer)',
  'purge_organization(uuid,integer)',
  'paying_organizations_of(uuid)',
] as const;
