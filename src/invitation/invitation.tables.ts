import type { ModuleTables } from '../platform/database/database-schema.js';
import { InvitationEntity } from './invitation.entity.js';
import { InvitationMailEntity } from './mail/invitation-mail.entity.js';
import { InvitationThrottleEntity } from './mail/invitation-throttle.entity.js';

/** The tables and functions of this module in the database. */
export const INVITATION_TABLES: ModuleTables = {
  module: 'invitation',
  entities: [InvitationEntity, InvitationMailEntity, InvitationThrottleEntity],
  definerFunctions: ['invitations_to(text[])', 'organization_of_invitation(uuid,text[])'],
};
