// Made by "npm run api-types" from the service's OpenAPI document; a test says when it is out of date.
export interface paths {
    "/api/v1/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["LocalSignIn_signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["InvitationAnswers_look"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{token}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["InvitationAnswers_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{token}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["InvitationAnswers_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Me_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/active-organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Me_switchTo"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OwnInvitations_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/invitations/{invitationId}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["OwnInvitations_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/invitations/{invitationId}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["OwnInvitations_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Organizations_list"];
        put?: never;
        post: operations["Organizations_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Organizations_read"];
        put?: never;
        post?: never;
        delete: operations["OrganizationEnd_delete"];
        options?: never;
        head?: never;
        patch: operations["Settings_change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/analytics/report.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Analytics_asCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/analytics/report.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Analytics_asPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/analytics/revenue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Analytics_ofYear"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/analytics/team": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Analytics_ofTeam"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ApiKeys_list"];
        put?: never;
        post: operations["ApiKeys_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/api-keys/{apiKeyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["ApiKeys_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Audit_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/automations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Automations_list"];
        put?: never;
        post: operations["Automations_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/automations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Automations_read"];
        put?: never;
        post?: never;
        delete: operations["Automations_remove"];
        options?: never;
        head?: never;
        patch: operations["Automations_change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/billing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Billing_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/billing/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Billing_checkout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/billing/credits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Credits_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/billing/credits/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Credits_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/billing/credits/top-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Credits_topUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/billing/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Billing_changePlan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/billing/portal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Billing_portal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Calls_list"];
        put?: never;
        post: operations["Calls_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/calls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Calls_read"];
        put?: never;
        post?: never;
        delete: operations["Calls_remove"];
        options?: never;
        head?: never;
        patch: operations["Calls_change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Campaigns_list"];
        put?: never;
        post: operations["Campaigns_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Campaigns_read"];
        put?: never;
        post?: never;
        delete: operations["Campaigns_remove"];
        options?: never;
        head?: never;
        patch: operations["Campaigns_change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Conversations_list"];
        put?: never;
        post: operations["Conversations_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/conversations/{conversationId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Conversations_read"];
        put?: never;
        post: operations["Conversations_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/deals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Deals_list"];
        put?: never;
        post: operations["Deals_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/deals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Deals_read"];
        put?: never;
        post?: never;
        delete: operations["Deals_remove"];
        options?: never;
        head?: never;
        patch: operations["Deals_change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/exports/campaigns.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CampaignsExport_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/exports/deals.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["DealsExport_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/exports/leads.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["LeadsExport_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/imports/{importId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Imports_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/imports/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CampaignsImport_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/imports/deals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["DealsImport_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/imports/leads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["LeadsImport_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Integrations_list"];
        put?: never;
        post: operations["Integrations_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/integrations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Integrations_read"];
        put?: never;
        post?: never;
        delete: operations["Integrations_remove"];
        options?: never;
        head?: never;
        patch: operations["Integrations_change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Invitations_list"];
        put?: never;
        post: operations["Invitations_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/invitations/{invitationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["Invitations_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/invitations/{invitationId}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Invitations_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/invitations/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Invitations_inviteMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/leads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Leads_list"];
        put?: never;
        post: operations["Leads_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/leads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Leads_read"];
        put?: never;
        post?: never;
        delete: operations["Leads_remove"];
        options?: never;
        head?: never;
        patch: operations["Leads_change"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/logo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Settings_setLogo"];
        post?: never;
        delete: operations["Settings_removeLogo"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Members_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/members/{membershipId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Members_read"];
        put?: never;
        post?: never;
        delete: operations["Removal_remove"];
        options?: never;
        head?: never;
        patch: operations["Members_changeRole"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/members/{membershipId}/reinstate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Removal_reinstate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/members/{membershipId}/removal-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Removal_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/ownership-transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Ownership_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Roles_permissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/reassignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Reassignments_list"];
        put?: never;
        post: operations["Reassignments_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/reassignments/{reassignmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Reassignments_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/reassignments/{reassignmentId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Reassignments_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/reassignments/{reassignmentId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Reassignments_watch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/records/owners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["RecordOwners_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["OrganizationEnd_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/revenue-targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Settings_listTargets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/revenue-targets/{period}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Settings_setTarget"];
        post?: never;
        delete: operations["Settings_removeTarget"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Billing_seats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/sequences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Sequences_list"];
        put?: never;
        post: operations["Sequences_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/sequences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Sequences_read"];
        put?: never;
        post?: never;
        delete: operations["Sequences_remove"];
        options?: never;
        head?: never;
        patch: operations["Sequences_change"];
        trace?: never;
    };
    "/api/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Plans_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Platform_findOrganizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform/organizations/{organizationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Platform_readOrganization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform/organizations/{organizationId}/credits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Platform_grantCredits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform/organizations/{organizationId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Platform_listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform/organizations/{organizationId}/ownership-transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Platform_transferOwnership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform/organizations/{organizationId}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Platform_overridePlan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform/organizations/{organizationId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Platform_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform/organizations/{organizationId}/unlimited-credits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["Platform_setUnlimitedCredits"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Platform_findUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Roles_roles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/logos/{logoId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Logos_serve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AcceptedInvitationDto: {
            /** Format: uuid */
            membershipId: string;
            /** Format: uuid */
            organizationId: string;
            /** @enum {string} */
            role: "owner" | "admin" | "member" | "viewer";
        };
        ApiKeyDto: {
            /** Format: date-time */
            createdAt: string;
            createdBy: components["schemas"]["KeyMakerDto"];
            /** Format: date-time */
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            name: string;
            /** @enum {string} */
            role: "admin" | "member" | "viewer";
        };
        AuditActorDto: {
            /** Format: uuid */
            id: string | null;
            /** @enum {string} */
            kind: "member" | "api_key" | "superadmin" | "system";
            name: string;
        };
        AuditEventDto: {
            /** @enum {string} */
            action: "organization.created" | "invitation.sent" | "invitation.resent" | "invitation.revoked" | "invitation.accepted" | "invitation.declined" | "member.role_changed" | "member.removed" | "member.left" | "member.reinstated" | "organization.updated" | "organization.deleted" | "organization.restored" | "organization.logo_changed" | "organization.ownership_transferred" | "revenue_target.set" | "revenue_target.removed" | "reassignment.requested" | "reassignment.cancelled" | "import.started" | "import.completed" | "import.failed" | "api_key.created" | "api_key.revoked" | "subscription.plan_changed" | "subscription.cancellation_changed" | "credits.topped_up" | "credits.adjusted" | "credits.unlimited_changed" | "conversation.created" | "message.sent" | "lead.created" | "lead.updated" | "lead.deleted" | "deal.created" | "deal.updated" | "deal.deleted" | "campaign.created" | "campaign.updated" | "campaign.deleted" | "sequence.created" | "sequence.updated" | "sequence.deleted" | "call.created" | "call.updated" | "call.deleted" | "automation.created" | "automation.updated" | "automation.deleted" | "integration.created" | "integration.updated" | "integration.deleted" | "campaign.activated";
            actor: components["schemas"]["AuditActorDto"];
            at: string;
            changes: {
                [key: string]: {
                    from?: unknown;
                    to?: unknown;
                };
            };
            /** Format: uuid */
            id: string;
            ip: string | null;
            requestId: string | null;
            target: components["schemas"]["AuditTargetDto"];
        };
        AuditTargetDto: {
            /** Format: uuid */
            id: string | null;
            kind: string;
            name: string | null;
        };
        AutomationDto: {
            actions: {
                [key: string]: unknown;
            }[];
            conditions: {
                [key: string]: unknown;
            }[];
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            createdById: string | null;
            enabled: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            trigger: string;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        BalanceDto: {
            balance: number;
            monthly: number;
            /** Format: date-time */
            periodEndsAt: string;
            topUp: number;
            unlimited: boolean;
        };
        BillingDto: {
            credits: components["schemas"]["BalanceDto"];
            /** Format: date-time */
            endsAt: string | null;
            /** Format: date-time */
            graceEndsAt: string | null;
            /** @enum {string} */
            plan: "free" | "starter" | "pro" | "enterprise";
            /** @enum {string} */
            provider: "local" | "stripe";
            /** Format: date-time */
            renewsAt: string | null;
            seats: components["schemas"]["SeatsDto"];
            /** @enum {string} */
            status: "active" | "past_due" | "canceled";
        };
        BulkInvitationDto: {
            results: components["schemas"]["BulkResultDto"][];
        };
        BulkInviteDto: {
            invitations: components["schemas"]["InviteDto"][];
        };
        BulkResultDto: {
            email: string;
            invitation?: components["schemas"]["InvitationDto"];
            problem?: {
                [key: string]: unknown;
            } & components["schemas"]["Problem"];
            status: number;
        };
        CallDto: {
            /** Format: date-time */
            createdAt: string;
            /** @enum {string} */
            direction: "inbound" | "outbound";
            durationSeconds: number | null;
            /** Format: uuid */
            id: string;
            leadId: string | null;
            /** Format: uuid */
            madeById: string | null;
            outcome: string | null;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        CampaignDto: {
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: uuid */
            ownerId: string | null;
            previousOwnerId: string | null;
            /** Format: date-time */
            scheduledAt: string | null;
            scheduledFor: string | null;
            /** @enum {string} */
            status: "active" | "completed" | "paused" | "draft";
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        ChangeAutomationDto: {
            actions?: {
                [key: string]: unknown;
            }[];
            conditions?: {
                [key: string]: unknown;
            }[];
            enabled?: boolean;
            name?: string;
            trigger?: string;
        };
        ChangeCallDto: {
            /** @enum {string} */
            direction?: "inbound" | "outbound";
            durationSeconds?: number | null;
            /** Format: uuid */
            leadId?: string | null;
            outcome?: string | null;
            /** Format: date-time */
            startedAt?: string;
        };
        ChangeCampaignDto: {
            name?: string;
            /** Format: uuid */
            ownerId?: string | null;
            scheduledFor?: string | null;
            /** @enum {string} */
            status?: "draft" | "active" | "paused" | "completed";
        };
        ChangeDealDto: {
            amount?: components["schemas"]["MoneyInputDto"];
            /** Format: date-time */
            closedAt?: string | null;
            /** Format: uuid */
            leadId?: string | null;
            name?: string;
            /** Format: uuid */
            ownerId?: string | null;
            /** @enum {string} */
            stage?: "qualification" | "proposal" | "negotiation" | "closed_won" | "closed_lost";
        };
        ChangeIntegrationDto: {
            name?: string;
            provider?: string;
            settings?: {
                [key: string]: string;
            };
        };
        ChangeLeadDto: {
            company?: string | null;
            email?: string | null;
            name?: string;
            /** Format: uuid */
            ownerId?: string | null;
            phone?: string | null;
            /** @enum {string} */
            status?: "new" | "contacted" | "qualified" | "converted" | "lost";
        };
        ChangeOrganizationDto: {
            currency?: string;
            fiscalYearStartMonth?: number;
            monthlyReport?: boolean;
            name?: string;
            revenueTargets?: components["schemas"]["RevenueTargetsInputDto"];
            slug?: string;
            timezone?: string;
        };
        ChangePlanDto: {
            /** @enum {string} */
            plan: "free" | "starter" | "pro" | "enterprise";
        };
        ChangeRoleDto: {
            /** @enum {string} */
            role: "admin" | "member" | "viewer";
        };
        ChangeSequenceDto: {
            /** Format: uuid */
            campaignId?: string | null;
            name?: string;
            /** Format: uuid */
            ownerId?: string | null;
            steps?: {
                [key: string]: unknown;
            }[];
        };
        CheckoutDto: {
            /** @enum {string} */
            plan: "starter" | "pro" | "enterprise";
        };
        ConversationDto: {
            /** Format: date-time */
            archivedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            ownerId: string;
            title: string | null;
        };
        CreateApiKeyDto: {
            /** Format: date-time */
            expiresAt?: string | null;
            name: string;
            /** @enum {string} */
            role: "admin" | "member" | "viewer";
        };
        CreateAutomationDto: {
            actions: {
                [key: string]: unknown;
            }[];
            conditions?: {
                [key: string]: unknown;
            }[];
            enabled?: boolean;
            name: string;
            trigger: string;
        };
        CreateCallDto: {
            /** @enum {string} */
            direction: "inbound" | "outbound";
            durationSeconds?: number | null;
            /** Format: uuid */
            leadId?: string | null;
            outcome?: string | null;
            /** Format: date-time */
            startedAt?: string;
        };
        CreateCampaignDto: {
            name: string;
            /** Format: uuid */
            ownerId?: string | null;
            scheduledFor?: string | null;
            /** @enum {string} */
            status?: "draft" | "active" | "paused" | "completed";
        };
        CreateConversationDto: {
            title?: string | null;
        };
        CreatedApiKeyDto: {
            /** Format: date-time */
            createdAt: string;
            createdBy: components["schemas"]["KeyMakerDto"];
            /** Format: date-time */
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
            key?: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            name: string;
            /** @enum {string} */
            role: "admin" | "member" | "viewer";
        };
        CreateDealDto: {
            amount: components["schemas"]["MoneyInputDto"];
            /** Format: date-time */
            closedAt?: string | null;
            /** Format: uuid */
            leadId?: string | null;
            name: string;
            /** Format: uuid */
            ownerId?: string | null;
            /** @enum {string} */
            stage?: "qualification" | "proposal" | "negotiation" | "closed_won" | "closed_lost";
        };
        CreateIntegrationDto: {
            name: string;
            provider: string;
            settings?: {
                [key: string]: string;
            };
        };
        CreateLeadDto: {
            company?: string | null;
            email?: string | null;
            name: string;
            /** Format: uuid */
            ownerId?: string | null;
            phone?: string | null;
            /** @enum {string} */
            status?: "new" | "contacted" | "qualified" | "converted" | "lost";
        };
        CreateOrganizationDto: {
            /** @default EUR */
            currency?: string;
            /** @default 1 */
            fiscalYearStartMonth?: number;
            name: string;
            /** @default UTC */
            timezone?: string;
        };
        CreateSequenceDto: {
            /** Format: uuid */
            campaignId?: string | null;
            name: string;
            /** Format: uuid */
            ownerId?: string | null;
            steps?: {
                [key: string]: unknown;
            }[];
        };
        CreditsDto: {
            balance: number;
            monthly: number;
            /** Format: date-time */
            periodEndsAt: string;
            topUp: number;
            unlimited: boolean;
            usage: components["schemas"]["FeatureUsageDto"][];
        };
        DealDto: {
            amount: components["schemas"]["MoneyDto"];
            /** Format: date-time */
            closedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            leadId: string | null;
            name: string;
            /** Format: uuid */
            ownerId: string | null;
            previousOwnerId: string | null;
            /** @enum {string} */
            stage: "qualification" | "proposal" | "negotiation" | "closed_won" | "closed_lost";
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        DeclinedInvitationDto: {
            /** @enum {string} */
            status: "declined";
        };
        DeletedOrganizationDto: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            deletedAt: string;
            /** Format: uuid */
            id: string;
            logoUrl: string | null;
            name: string;
            /** Format: date-time */
            purgeAt: string;
            /** @enum {string} */
            role: "owner";
        };
        DryRunDto: {
            byKind: {
                [key: string]: components["schemas"]["KindSharesDto"];
            };
            dryRun: boolean;
            total: number;
        };
        FeatureUsageDto: {
            credits: number;
            feature: string;
        };
        GrantCreditsDto: {
            credits: number;
            reason: string;
        };
        GrantDto: {
            /** @enum {string} */
            permission: "records:view" | "records:edit" | "campaigns:manage" | "assistant:use" | "calls:make" | "analytics:view" | "automations:manage" | "integrations:manage" | "members:manage" | "billing:manage" | "organization:delete" | "settings:manage" | "records:reassign" | "seats:view" | "audit:view" | "apikeys:manage" | "ownership:transfer" | "members:view";
            /** @enum {string} */
            scope: "all" | "own";
        };
        ImportDto: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            finishedAt: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "deals" | "leads" | "campaigns";
            progress: components["schemas"]["ImportProgressDto"];
            reason: string | null;
            rejected: components["schemas"]["RejectedLineDto"][];
            requestedBy: components["schemas"]["AuditActorDto"];
            /** Format: date-time */
            startedAt: string | null;
            /** @enum {string} */
            status: "failed" | "completed" | "queued" | "running";
        };
        ImportProgressDto: {
            done: number;
            total: number;
        };
        IntegrationDto: {
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            createdById: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            provider: string;
            settingNames: string[];
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        InvitationDto: {
            /** Format: date-time */
            createdAt: string;
            email: string;
            /** @enum {string} */
            emailStatus: "failed" | "queued" | "sent";
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            id: string;
            invitedBy: components["schemas"]["InviterDto"];
            /** Format: date-time */
            lastSentAt: string;
            /** @enum {string} */
            role: "admin" | "member" | "viewer";
            /** @enum {string} */
            status: "pending" | "expired" | "accepted" | "revoked" | "declined";
        };
        InviteDto: {
            email: string;
            /** @enum {string} */
            role: "admin" | "member" | "viewer";
        };
        InviterDto: {
            /** Format: uuid */
            membershipId: string | null;
            name: string;
        };
        InvitingOrganizationDto: {
            logoUrl: string | null;
            name: string;
        };
        KeyMakerDto: {
            /** Format: uuid */
            membershipId: string;
            name: string;
        };
        KindProgressDto: {
            done: number;
            total: number;
        };
        KindSharesDto: {
            targets: components["schemas"]["ShareDto"][];
            total: number;
        };
        LeadDto: {
            company: string | null;
            /** Format: date-time */
            createdAt: string;
            email: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: uuid */
            ownerId: string | null;
            phone: string | null;
            previousOwnerId: string | null;
            /** @enum {string} */
            status: "qualified" | "new" | "contacted" | "converted" | "lost";
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        LedgerEntryDto: {
            actor: components["schemas"]["AuditActorDto"];
            /** Format: date-time */
            createdAt: string;
            credits: number;
            feature: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "grant" | "lapse" | "top_up" | "debit" | "refund" | "adjustment";
        };
        MeDto: {
            /** Format: uuid */
            activeOrganizationId: string | null;
            email: string;
            emails: string[];
            /** Format: uuid */
            id: string;
            name: string;
            organizations: components["schemas"]["OwnOrganizationDto"][];
        };
        MemberDto: {
            email: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            joinedAt: string;
            /** Format: date-time */
            lastActiveAt: string | null;
            name: string;
            /** Format: date-time */
            removedAt: string | null;
            /** @enum {string} */
            role: "owner" | "admin" | "member" | "viewer";
            /** @enum {string} */
            status: "active" | "removed";
            /** Format: uuid */
            userId: string;
        };
        MessageDto: {
            content: string;
            /** Format: uuid */
            conversationId: string;
            /** Format: date-time */
            createdAt: string;
            credits: number;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            role: "user" | "assistant";
            /** @enum {string} */
            status: "failed" | "pending" | "completed" | "stopped";
            /** @enum {string} */
            tier: "fast" | "balanced" | "powerful";
        };
        MoneyDto: {
            amount: number;
            currency: string;
        };
        MoneyInputDto: {
            amount: number;
            currency?: string;
        };
        OrganizationDto: {
            /** Format: date-time */
            createdAt: string;
            currency: string;
            fiscalYearStartMonth: number;
            /** Format: uuid */
            id: string;
            logoUrl: string | null;
            monthlyReport: boolean;
            name: string;
            /** @enum {string} */
            plan: "free" | "starter" | "pro" | "enterprise";
            revenueTargets: components["schemas"]["RevenueTargetsDto"];
            /** @enum {string} */
            role: "owner" | "admin" | "member" | "viewer";
            slug: string;
            timezone: string;
        };
        OverridePlanDto: {
            /** @enum {string} */
            plan: "free" | "starter" | "pro" | "enterprise";
            until?: string;
        };
        OwnedCountsDto: {
            campaigns: number;
            deals: number;
            leads: number;
            sequences: number;
        };
        OwnerDto: {
            email: string;
            /** Format: uuid */
            membershipId: string;
            name: string;
        };
        OwnershipTransferDto: {
            /** Format: uuid */
            membershipId: string;
        };
        OwnInvitationDto: {
            /** Format: date-time */
            createdAt: string;
            email: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            id: string;
            inviterName: string;
            organization: components["schemas"]["InvitingOrganizationDto"];
            /** @enum {string} */
            role: "admin" | "member" | "viewer";
            /** @enum {string} */
            status: "pending" | "expired" | "accepted" | "revoked" | "declined";
        };
        OwnOrganizationDto: {
            /** Format: uuid */
            id: string;
            logoUrl: string | null;
            name: string;
            /** @enum {string} */
            plan: "free" | "starter" | "pro" | "enterprise";
            /** @enum {string} */
            role: "owner" | "admin" | "member" | "viewer";
        };
        PermissionDto: {
            allows: string;
            derived: boolean;
            /** @enum {string} */
            permission: "records:view" | "records:edit" | "campaigns:manage" | "assistant:use" | "calls:make" | "analytics:view" | "automations:manage" | "integrations:manage" | "members:manage" | "billing:manage" | "organization:delete" | "settings:manage" | "records:reassign" | "seats:view" | "audit:view" | "apikeys:manage" | "ownership:transfer" | "members:view";
        };
        PlanDto: {
            /** @enum {string} */
            id: "free" | "starter" | "pro" | "enterprise";
            monthlyCredits: number;
            name: string;
            price: components["schemas"]["PlanPriceDto"] | null;
            seats: number | null;
        };
        PlanPriceDto: {
            amount: number;
            currency: string;
            /** @enum {string} */
            interval: "day" | "week" | "month" | "year";
        };
        PlatformOrganizationDto: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            deletedAt: string | null;
            /** Format: uuid */
            id: string;
            members: number;
            name: string;
            owner: components["schemas"]["OwnerDto"] | null;
            /** @enum {string} */
            plan: "free" | "starter" | "pro" | "enterprise";
            /** Format: date-time */
            purgeAt: string | null;
            slug: string;
        };
        PlatformUserDto: {
            /** Format: date-time */
            createdAt: string;
            emails: string[];
            /** Format: uuid */
            id: string;
            name: string;
        };
        PreviewedKeyDto: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            name: string;
        };
        Problem: {
            code: string;
            detail: string;
            errors?: {
                detail?: string;
                pointer?: string;
            }[];
            requestId: string;
            status: number;
            title: string;
            type: string;
        } & {
            [key: string]: unknown;
        };
        ProgressDto: {
            byKind: {
                [key: string]: components["schemas"]["KindProgressDto"];
            };
            done: number;
            total: number;
        };
        PublicInvitationDto: {
            email: string;
            /** Format: date-time */
            expiresAt: string;
            inviterName: string;
            organization: components["schemas"]["InvitingOrganizationDto"];
            /** @enum {string} */
            role: "admin" | "member" | "viewer";
            /** @enum {string} */
            status: "pending" | "expired" | "accepted" | "revoked" | "declined";
        };
        ReassignmentDto: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            finishedAt: string | null;
            from: string;
            /** Format: uuid */
            id: string;
            kinds: string[];
            previousOwnerId: string | null;
            progress: components["schemas"]["ProgressDto"];
            reason: string | null;
            requestedBy: components["schemas"]["AuditActorDto"];
            /** Format: date-time */
            startedAt: string | null;
            /** @enum {string} */
            status: "failed" | "completed" | "queued" | "running" | "cancelled";
            to: (string | components["schemas"]["WeightedTargetDto"][]) | null;
        };
        RecordOwnerDto: {
            counts: {
                [key: string]: number;
            };
            /** Format: uuid */
            membershipId: string | null;
            name: string | null;
            previousOwnerId: string | null;
            /** @enum {string} */
            status: "active" | "removed" | "unassigned";
        };
        RedirectDto: {
            url: string;
        };
        ReinstatedMemberDto: {
            email: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            joinedAt: string;
            /** Format: date-time */
            lastActiveAt: string | null;
            name: string;
            /** Format: uuid */
            reassignmentId: string;
            /** Format: date-time */
            removedAt: string | null;
            /** @enum {string} */
            role: "owner" | "admin" | "member" | "viewer";
            /** @enum {string} */
            status: "active" | "removed";
            /** Format: uuid */
            userId: string;
        };
        RejectedLineDto: {
            detail: string;
            line: number;
        };
        RemovalDto: {
            /** Format: uuid */
            membershipId: string;
            /** Format: uuid */
            reassignmentId: string;
        };
        RemovalPreviewDto: {
            apiKeys: components["schemas"]["PreviewedKeyDto"][];
            automations: number;
            conversations: number;
            integrations: number;
            openInvitations: number;
            openPipeline: components["schemas"]["MoneyDto"][];
            records: components["schemas"]["OwnedCountsDto"];
            scheduledCampaigns: number;
            seatsAfter: components["schemas"]["SeatsAfterDto"];
        };
        RequestReassignmentDto: {
            dryRun?: boolean;
            from: string;
            kinds?: ("leads" | "deals" | "campaigns" | "sequences")[];
            /** Format: uuid */
            previousOwnerId?: string | null;
            to: (string | components["schemas"]["WeightedTargetDto"][]) | null;
        };
        RestoreDto: {
            /** Format: uuid */
            ownerUserId?: string;
        };
        RevenueDto: {
            fiscalYear: number;
            months: components["schemas"]["RevenueOfPeriodDto"][];
            otherCurrencies: components["schemas"]["RevenueOfCurrencyDto"][];
            quarters: components["schemas"]["RevenueOfPeriodDto"][];
        };
        RevenueOfCurrencyDto: {
            currency: string;
            revenue: components["schemas"]["MoneyDto"];
        };
        RevenueOfPeriodDto: {
            attainment: number | null;
            period: string;
            revenue: components["schemas"]["MoneyDto"];
            target: components["schemas"]["MoneyDto"] | null;
        };
        RevenueTargetDto: {
            amount: components["schemas"]["MoneyDto"];
            period: string;
        };
        RevenueTargetsDto: {
            monthly: components["schemas"]["MoneyDto"] | null;
            quarterly: components["schemas"]["MoneyDto"] | null;
        };
        RevenueTargetsInputDto: {
            monthly?: components["schemas"]["MoneyInputDto"] | null;
            quarterly?: components["schemas"]["MoneyInputDto"] | null;
        };
        RoleDto: {
            permissions: components["schemas"]["GrantDto"][];
            /** @enum {string} */
            role: "owner" | "admin" | "member" | "viewer";
        };
        RolesDto: {
            data: components["schemas"]["RoleDto"][];
            nextCursor: string | null;
            permissions: components["schemas"]["PermissionDto"][];
        };
        SeatsAfterDto: {
            limit: number | null;
            used: number;
        };
        SeatsDto: {
            limit: number | null;
            over: boolean;
            pending: number;
            /** @enum {string} */
            plan: "free" | "starter" | "pro" | "enterprise";
            used: number;
        };
        SendMessageDto: {
            content: string;
            /**
             * @default fast
             * @enum {string}
             */
            tier?: "fast" | "balanced" | "powerful";
        };
        SequenceDto: {
            campaignId: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: uuid */
            ownerId: string | null;
            previousOwnerId: string | null;
            steps: {
                [key: string]: unknown;
            }[];
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        SetActiveOrganizationDto: {
            /** Format: uuid */
            organizationId: string;
        };
        SetRevenueTargetDto: {
            amount: components["schemas"]["MoneyInputDto"];
        };
        ShareDto: {
            count: number;
            /** Format: uuid */
            membershipId: string | null;
        };
        SignedInDto: {
            token: string;
            user: components["schemas"]["UserDto"];
        };
        SignInDto: {
            email: string;
            name?: string;
        };
        TeamDto: {
            data: components["schemas"]["TeamMemberDto"][];
        };
        TeamMemberDto: {
            callsMade: number;
            dealsWon: number;
            /** Format: uuid */
            membershipId: string;
            name: string;
            pipelineCreated: components["schemas"]["MoneyDto"];
            revenueClosed: components["schemas"]["MoneyDto"];
            /** @enum {string} */
            status: "active" | "removed";
        };
        ToppedUpDto: {
            actor: components["schemas"]["AuditActorDto"];
            balance: number;
            /** Format: date-time */
            createdAt: string;
            credits: number;
            feature: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "grant" | "lapse" | "top_up" | "debit" | "refund" | "adjustment";
        };
        TopUpDto: {
            credits: number;
        };
        TransferredOwnershipDto: {
            /** Format: uuid */
            ownerMembershipId: string;
            /** Format: uuid */
            previousOwnerMembershipId: string;
        };
        UnlimitedCreditsDto: {
            unlimited: boolean;
        };
        UserDto: {
            email: string;
            /** Format: uuid */
            id: string;
            name: string;
        };
        WeightedTargetDto: {
            /** Format: uuid */
            membershipId: string;
            weight: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    LocalSignIn_signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInDto"];
                };
            };
        };
    };
    InvitationAnswers_look: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicInvitationDto"];
                };
            };
        };
    };
    InvitationAnswers_accept: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedInvitationDto"];
                };
            };
        };
    };
    InvitationAnswers_decline: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeclinedInvitationDto"];
                };
            };
        };
    };
    Me_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeDto"];
                };
            };
        };
    };
    Me_switchTo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetActiveOrganizationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeDto"];
                };
            };
        };
    };
    OwnInvitations_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["OwnInvitationDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    OwnInvitations_accept: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                invitationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedInvitationDto"];
                };
            };
        };
    };
    OwnInvitations_decline: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                invitationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeclinedInvitationDto"];
                };
            };
        };
    };
    Organizations_list: {
        parameters: {
            query?: {
                cursor?: string;
                deleted?: "true" | "false";
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: (components["schemas"]["OrganizationDto"] | components["schemas"]["DeletedOrganizationDto"])[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Organizations_create: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOrganizationDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationDto"];
                };
            };
        };
    };
    Organizations_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationDto"];
                };
            };
        };
    };
    OrganizationEnd_delete: {
        parameters: {
            query: {
                confirmName: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Settings_change: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeOrganizationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationDto"];
                };
            };
        };
    };
    Analytics_asCsv: {
        parameters: {
            query: {
                period: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    Analytics_asPdf: {
        parameters: {
            query: {
                period: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    Analytics_ofYear: {
        parameters: {
            query?: {
                fiscalYear?: number;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevenueDto"];
                };
            };
        };
    };
    Analytics_ofTeam: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamDto"];
                };
            };
        };
    };
    ApiKeys_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKeyDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    ApiKeys_create: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKeyDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKeyDto"];
                };
            };
        };
    };
    ApiKeys_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                apiKeyId: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Audit_list: {
        parameters: {
            query?: {
                action?: "organization.created" | "invitation.sent" | "invitation.resent" | "invitation.revoked" | "invitation.accepted" | "invitation.declined" | "member.role_changed" | "member.removed" | "member.left" | "member.reinstated" | "organization.updated" | "organization.deleted" | "organization.restored" | "organization.logo_changed" | "organization.ownership_transferred" | "revenue_target.set" | "revenue_target.removed" | "reassignment.requested" | "reassignment.cancelled" | "import.started" | "import.completed" | "import.failed" | "api_key.created" | "api_key.revoked" | "subscription.plan_changed" | "subscription.cancellation_changed" | "credits.topped_up" | "credits.adjusted" | "credits.unlimited_changed" | "conversation.created" | "message.sent" | "lead.created" | "lead.updated" | "lead.deleted" | "deal.created" | "deal.updated" | "deal.deleted" | "campaign.created" | "campaign.updated" | "campaign.deleted" | "sequence.created" | "sequence.updated" | "sequence.deleted" | "call.created" | "call.updated" | "call.deleted" | "automation.created" | "automation.updated" | "automation.deleted" | "integration.created" | "integration.updated" | "integration.deleted" | "campaign.activated";
                actor?: string;
                cursor?: string;
                from?: string;
                limit?: number;
                to?: string;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditEventDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Automations_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                q?: string;
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AutomationDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Automations_create: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAutomationDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutomationDto"];
                };
            };
        };
    };
    Automations_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutomationDto"];
                };
            };
        };
    };
    Automations_remove: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Automations_change: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeAutomationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutomationDto"];
                };
            };
        };
    };
    Billing_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillingDto"];
                };
            };
        };
    };
    Billing_checkout: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckoutDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedirectDto"];
                };
            };
        };
    };
    Credits_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditsDto"];
                };
            };
        };
    };
    Credits_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["LedgerEntryDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Credits_topUp: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TopUpDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToppedUpDto"];
                };
            };
        };
    };
    Billing_changePlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePlanDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillingDto"];
                };
            };
        };
    };
    Billing_portal: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedirectDto"];
                };
            };
        };
    };
    Calls_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                sort?: "startedAt" | "-startedAt" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CallDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Calls_create: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCallDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallDto"];
                };
            };
        };
    };
    Calls_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallDto"];
                };
            };
        };
    };
    Calls_remove: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Calls_change: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeCallDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallDto"];
                };
            };
        };
    };
    Campaigns_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                ownerId?: string;
                previousOwnerId?: string;
                q?: string;
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
                status?: ("draft" | "active" | "paused" | "completed")[];
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CampaignDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Campaigns_create: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCampaignDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDto"];
                };
            };
        };
    };
    Campaigns_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDto"];
                };
            };
        };
    };
    Campaigns_remove: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Campaigns_change: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeCampaignDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDto"];
                };
            };
        };
    };
    Conversations_list: {
        parameters: {
            query?: {
                archived?: "true" | "false";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ConversationDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Conversations_create: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateConversationDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationDto"];
                };
            };
        };
    };
    Conversations_read: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                conversationId: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Conversations_send: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                conversationId: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendMessageDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageDto"];
                };
            };
        };
    };
    Deals_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                ownerId?: string;
                previousOwnerId?: string;
                q?: string;
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt" | "amount" | "-amount";
                stage?: ("qualification" | "proposal" | "negotiation" | "closed_won" | "closed_lost")[];
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["DealDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Deals_create: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateDealDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealDto"];
                };
            };
        };
    };
    Deals_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealDto"];
                };
            };
        };
    };
    Deals_remove: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Deals_change: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeDealDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealDto"];
                };
            };
        };
    };
    CampaignsExport_read: {
        parameters: {
            query?: {
                ownerId?: string;
                previousOwnerId?: string;
                q?: string;
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
                status?: ("draft" | "active" | "paused" | "completed")[];
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    DealsExport_read: {
        parameters: {
            query?: {
                ownerId?: string;
                previousOwnerId?: string;
                q?: string;
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt" | "amount" | "-amount";
                stage?: ("qualification" | "proposal" | "negotiation" | "closed_won" | "closed_lost")[];
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    LeadsExport_read: {
        parameters: {
            query?: {
                ownerId?: string;
                previousOwnerId?: string;
                q?: string;
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
                status?: ("new" | "contacted" | "qualified" | "converted" | "lost")[];
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    Imports_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                importId: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDto"];
                };
            };
        };
    };
    CampaignsImport_start: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDto"];
                };
            };
        };
    };
    DealsImport_start: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDto"];
                };
            };
        };
    };
    LeadsImport_start: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDto"];
                };
            };
        };
    };
    Integrations_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                q?: string;
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IntegrationDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Integrations_create: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateIntegrationDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationDto"];
                };
            };
        };
    };
    Integrations_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationDto"];
                };
            };
        };
    };
    Integrations_remove: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Integrations_change: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeIntegrationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationDto"];
                };
            };
        };
    };
    Invitations_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                status?: ("pending" | "expired" | "accepted" | "revoked" | "declined")[];
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["InvitationDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Invitations_invite: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationDto"];
                };
            };
        };
    };
    Invitations_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitationId: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Invitations_resend: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                invitationId: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationDto"];
                };
            };
        };
    };
    Invitations_inviteMany: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkInviteDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkInvitationDto"];
                };
            };
        };
    };
    Leads_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                ownerId?: string;
                previousOwnerId?: string;
                q?: string;
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
                status?: ("new" | "contacted" | "qualified" | "converted" | "lost")[];
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["LeadDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Leads_create: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateLeadDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDto"];
                };
            };
        };
    };
    Leads_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDto"];
                };
            };
        };
    };
    Leads_remove: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Leads_change: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeLeadDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDto"];
                };
            };
        };
    };
    Settings_setLogo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationDto"];
                };
            };
        };
    };
    Settings_removeLogo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Members_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                q?: string;
                role?: ("owner" | "admin" | "member" | "viewer")[];
                sort?: "name" | "-name" | "lastActiveAt" | "-lastActiveAt" | "joinedAt" | "-joinedAt" | "role" | "-role";
                status?: ("active" | "removed")[];
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MemberDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Members_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                membershipId: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberDto"];
                };
            };
        };
    };
    Removal_remove: {
        parameters: {
            query?: {
                keepApiKeys?: "true" | "false";
                keepInvitations?: "true" | "false";
                reassignTo?: string;
            };
            header?: never;
            path: {
                membershipId: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovalDto"];
                };
            };
        };
    };
    Members_changeRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                membershipId: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRoleDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberDto"];
                };
            };
        };
    };
    Removal_reinstate: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                membershipId: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReinstatedMemberDto"];
                };
            };
        };
    };
    Removal_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                membershipId: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovalPreviewDto"];
                };
            };
        };
    };
    Ownership_transfer: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnershipTransferDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferredOwnershipDto"];
                };
            };
        };
    };
    Roles_permissions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleDto"];
                };
            };
        };
    };
    Reassignments_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReassignmentDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Reassignments_request: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestReassignmentDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunDto"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReassignmentDto"];
                };
            };
        };
    };
    Reassignments_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                reassignmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReassignmentDto"];
                };
            };
        };
    };
    Reassignments_cancel: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
                reassignmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReassignmentDto"];
                };
            };
        };
    };
    Reassignments_watch: {
        parameters: {
            query?: never;
            header?: {
                "Last-Event-ID"?: string;
            };
            path: {
                organizationId: string;
                reassignmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    RecordOwners_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["RecordOwnerDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    OrganizationEnd_restore: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationDto"];
                };
            };
        };
    };
    Settings_listTargets: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["RevenueTargetDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Settings_setTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetRevenueTargetDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevenueTargetDto"];
                };
            };
        };
    };
    Settings_removeTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Billing_seats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatsDto"];
                };
            };
        };
    };
    Sequences_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                ownerId?: string;
                previousOwnerId?: string;
                q?: string;
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SequenceDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Sequences_create: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSequenceDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SequenceDto"];
                };
            };
        };
    };
    Sequences_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SequenceDto"];
                };
            };
        };
    };
    Sequences_remove: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    Sequences_change: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeSequenceDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SequenceDto"];
                };
            };
        };
    };
    Plans_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PlanDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Platform_findOrganizations: {
        parameters: {
            query?: {
                cursor?: string;
                deleted?: "true" | "false";
                limit?: number;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PlatformOrganizationDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Platform_readOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformOrganizationDto"];
                };
            };
        };
    };
    Platform_grantCredits: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantCreditsDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalanceDto"];
                };
            };
        };
    };
    Platform_listMembers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                q?: string;
                role?: ("owner" | "admin" | "member" | "viewer")[];
                sort?: "name" | "-name" | "lastActiveAt" | "-lastActiveAt" | "joinedAt" | "-joinedAt" | "role" | "-role";
                status?: ("active" | "removed")[];
            };
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MemberDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Platform_transferOwnership: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnershipTransferDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferredOwnershipDto"];
                };
            };
        };
    };
    Platform_overridePlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OverridePlanDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillingDto"];
                };
            };
        };
    };
    Platform_restore: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestoreDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformOrganizationDto"];
                };
            };
        };
    };
    Platform_setUnlimitedCredits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnlimitedCreditsDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalanceDto"];
                };
            };
        };
    };
    Platform_findUsers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PlatformUserDto"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    Roles_roles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolesDto"];
                };
            };
        };
    };
    Logos_serve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                logoId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
        };
    };
}
