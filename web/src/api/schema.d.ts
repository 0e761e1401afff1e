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
        post: operations["auth.signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["demo.get"];
        put?: never;
        post: operations["demo.create"];
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
        get: operations["invitationLinks.get"];
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
        post: operations["invitationLinks.accept"];
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
        post: operations["invitationLinks.decline"];
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
        get: operations["me.get"];
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
        put: operations["me.updateActiveOrganization"];
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
        get: operations["myInvitations.list"];
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
        post: operations["myInvitations.accept"];
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
        post: operations["myInvitations.decline"];
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
        get: operations["organizations.list"];
        put?: never;
        post: operations["organizations.create"];
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
        get: operations["organizations.get"];
        put?: never;
        post?: never;
        delete: operations["organizations.delete"];
        options?: never;
        head?: never;
        patch: operations["organizations.update"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/analytics/report.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["reports.getCsv"];
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
        get: operations["reports.getPdf"];
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
        get: operations["analytics.getRevenue"];
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
        get: operations["analytics.getTeam"];
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
        get: operations["apiKeys.list"];
        put?: never;
        post: operations["apiKeys.create"];
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
        delete: operations["apiKeys.revoke"];
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
        get: operations["auditEvents.list"];
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
        get: operations["automations.list"];
        put?: never;
        post: operations["automations.create"];
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
        get: operations["automations.get"];
        put?: never;
        post?: never;
        delete: operations["automations.delete"];
        options?: never;
        head?: never;
        patch: operations["automations.update"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/billing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["billing.get"];
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
        post: operations["billing.createCheckoutSession"];
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
        get: operations["credits.get"];
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
        get: operations["creditLedger.list"];
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
        post: operations["creditTopUps.create"];
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
        put: operations["billing.updatePlan"];
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
        post: operations["billing.createPortalSession"];
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
        get: operations["calls.list"];
        put?: never;
        post: operations["calls.create"];
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
        get: operations["calls.get"];
        put?: never;
        post?: never;
        delete: operations["calls.delete"];
        options?: never;
        head?: never;
        patch: operations["calls.update"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["campaigns.list"];
        put?: never;
        post: operations["campaigns.create"];
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
        get: operations["campaigns.get"];
        put?: never;
        post?: never;
        delete: operations["campaigns.delete"];
        options?: never;
        head?: never;
        patch: operations["campaigns.update"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["conversations.list"];
        put?: never;
        post: operations["conversations.create"];
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
        get: operations["messages.list"];
        put?: never;
        post: operations["messages.create"];
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
        get: operations["deals.list"];
        put?: never;
        post: operations["deals.create"];
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
        get: operations["deals.get"];
        put?: never;
        post?: never;
        delete: operations["deals.delete"];
        options?: never;
        head?: never;
        patch: operations["deals.update"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/exports/campaigns.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["campaigns.export"];
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
        get: operations["deals.export"];
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
        get: operations["leads.export"];
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
        get: operations["imports.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/imports/{importId}/rejected.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["imports.downloadRejected"];
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
        post: operations["campaigns.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/imports/campaigns/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["campaigns.previewImport"];
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
        post: operations["deals.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/imports/deals/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["deals.previewImport"];
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
        post: operations["leads.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/imports/leads/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["leads.previewImport"];
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
        get: operations["integrations.list"];
        put?: never;
        post: operations["integrations.create"];
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
        get: operations["integrations.get"];
        put?: never;
        post?: never;
        delete: operations["integrations.delete"];
        options?: never;
        head?: never;
        patch: operations["integrations.update"];
        trace?: never;
    };
    "/api/v1/organizations/{organizationId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["invitations.list"];
        put?: never;
        post: operations["invitations.create"];
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
        delete: operations["invitations.revoke"];
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
        post: operations["invitations.resend"];
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
        post: operations["invitations.createMany"];
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
        get: operations["leads.list"];
        put?: never;
        post: operations["leads.create"];
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
        get: operations["leads.get"];
        put?: never;
        post?: never;
        delete: operations["leads.delete"];
        options?: never;
        head?: never;
        patch: operations["leads.update"];
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
        put: operations["logos.upload"];
        post?: never;
        delete: operations["logos.delete"];
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
        get: operations["members.list"];
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
        get: operations["members.get"];
        put?: never;
        post?: never;
        delete: operations["members.remove"];
        options?: never;
        head?: never;
        patch: operations["members.update"];
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
        post: operations["members.reinstate"];
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
        get: operations["members.previewRemoval"];
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
        post: operations["organizations.transferOwnership"];
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
        get: operations["permissions.list"];
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
        get: operations["reassignments.list"];
        put?: never;
        post: operations["reassignments.create"];
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
        get: operations["reassignments.get"];
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
        post: operations["reassignments.cancel"];
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
        get: operations["reassignments.streamProgress"];
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
        get: operations["recordOwners.list"];
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
        post: operations["organizations.restore"];
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
        get: operations["revenueTargets.list"];
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
        put: operations["revenueTargets.update"];
        post?: never;
        delete: operations["revenueTargets.delete"];
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
        get: operations["seats.get"];
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
        get: operations["sequences.list"];
        put?: never;
        post: operations["sequences.create"];
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
        get: operations["sequences.get"];
        put?: never;
        post?: never;
        delete: operations["sequences.delete"];
        options?: never;
        head?: never;
        patch: operations["sequences.update"];
        trace?: never;
    };
    "/api/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["plans.list"];
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
        get: operations["platformOrganizations.list"];
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
        get: operations["platformOrganizations.get"];
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
        post: operations["platformOrganizations.grantCredits"];
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
        get: operations["platformMembers.list"];
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
        post: operations["platformOrganizations.transferOwnership"];
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
        put: operations["platformOrganizations.updatePlan"];
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
        post: operations["platformOrganizations.restore"];
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
        put: operations["platformOrganizations.updateUnlimitedCredits"];
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
        get: operations["platformUsers.list"];
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
        get: operations["roles.list"];
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
        get: operations["logos.get"];
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
            action: "organization.created" | "invitation.sent" | "invitation.resent" | "invitation.revoked" | "invitation.accepted" | "invitation.declined" | "member.added" | "member.role_changed" | "member.removed" | "member.left" | "member.reinstated" | "organization.updated" | "organization.deleted" | "organization.restored" | "organization.logo_changed" | "organization.ownership_transferred" | "revenue_target.set" | "revenue_target.removed" | "reassignment.requested" | "reassignment.cancelled" | "import.started" | "import.completed" | "import.failed" | "api_key.created" | "api_key.revoked" | "subscription.plan_changed" | "subscription.cancellation_changed" | "subscription.change_planned" | "credits.topped_up" | "credits.adjusted" | "credits.unlimited_changed" | "conversation.created" | "message.sent" | "lead.created" | "lead.updated" | "lead.deleted" | "deal.created" | "deal.updated" | "deal.deleted" | "campaign.created" | "campaign.updated" | "campaign.deleted" | "sequence.created" | "sequence.updated" | "sequence.deleted" | "call.created" | "call.updated" | "call.deleted" | "automation.created" | "automation.updated" | "automation.deleted" | "integration.created" | "integration.updated" | "integration.deleted" | "campaign.activated";
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
            plannedChange: components["schemas"]["PlannedChangeDto"] | null;
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
        DemoAccountDto: {
            email: string;
            /** @enum {string} */
            role: "owner" | "admin" | "member" | "viewer" | "superadmin";
        };
        DemoDto: {
            accounts: components["schemas"]["DemoAccountDto"][];
            canCreate: boolean;
            organization: components["schemas"]["DemoOrganizationDto"] | null;
        };
        DemoOrganizationDto: {
            /** Format: uuid */
            id: string;
            name: string;
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
        ImportMappingDto: {
            /** @enum {string} */
            amountUnit?: "units" | "minor";
            columns?: {
                [key: string]: string | null;
            };
            /** @enum {string} */
            decimalMark?: "." | ",";
        };
        ImportPreviewDto: {
            /** @enum {string|null} */
            amountUnit: "units" | "minor" | null;
            columns: components["schemas"]["PreviewedColumnDto"][];
            /** @enum {string} */
            delimiter: "," | ";" | "\t";
            /** @enum {string} */
            encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
            previousImport: components["schemas"]["PreviousImportDto"] | null;
            rejected: components["schemas"]["RejectedLineDto"][];
            rows: string[][];
            total: number;
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
            status: "qualified" | "lost" | "new" | "contacted" | "converted";
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
        PlannedChangeDto: {
            at: string | null;
            /** @enum {string} */
            plan: "free" | "starter" | "pro" | "enterprise";
        };
        PlanPriceDto: {
            amount: number;
            currency: string;
            /** @enum {string} */
            interval: "year" | "day" | "week" | "month";
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
        PreviewedColumnDto: {
            header: string;
            sample: string | null;
            suggested: string | null;
        };
        PreviewedKeyDto: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            name: string;
        };
        PreviousImportDto: {
            created: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            status: "failed" | "completed" | "queued" | "running";
        };
        Problem: {
            code: string;
            detail: string;
            errors?: {
                detail: string;
                pointer: string;
            }[];
            hint?: string;
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
            to: string | components["schemas"]["WeightedTargetDto"][] | null;
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
            to: string | components["schemas"]["WeightedTargetDto"][] | null;
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
    "auth.signIn": {
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
    "demo.get": {
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
                    "application/json": components["schemas"]["DemoDto"];
                };
            };
        };
    };
    "demo.create": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
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
                    "application/json": components["schemas"]["DemoDto"];
                };
            };
        };
    };
    "invitationLinks.get": {
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
    "invitationLinks.accept": {
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
    "invitationLinks.decline": {
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
    "me.get": {
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
    "me.updateActiveOrganization": {
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
    "myInvitations.list": {
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
    "myInvitations.accept": {
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
    "myInvitations.decline": {
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
    "organizations.list": {
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
    "organizations.create": {
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
    "organizations.get": {
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
    "organizations.delete": {
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
    "organizations.update": {
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
    "reports.getCsv": {
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
    "reports.getPdf": {
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
    "analytics.getRevenue": {
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
    "analytics.getTeam": {
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
    "apiKeys.list": {
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
    "apiKeys.create": {
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
    "apiKeys.revoke": {
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
    "auditEvents.list": {
        parameters: {
            query?: {
                action?: "organization.created" | "invitation.sent" | "invitation.resent" | "invitation.revoked" | "invitation.accepted" | "invitation.declined" | "member.added" | "member.role_changed" | "member.removed" | "member.left" | "member.reinstated" | "organization.updated" | "organization.deleted" | "organization.restored" | "organization.logo_changed" | "organization.ownership_transferred" | "revenue_target.set" | "revenue_target.removed" | "reassignment.requested" | "reassignment.cancelled" | "import.started" | "import.completed" | "import.failed" | "api_key.created" | "api_key.revoked" | "subscription.plan_changed" | "subscription.cancellation_changed" | "subscription.change_planned" | "credits.topped_up" | "credits.adjusted" | "credits.unlimited_changed" | "conversation.created" | "message.sent" | "lead.created" | "lead.updated" | "lead.deleted" | "deal.created" | "deal.updated" | "deal.deleted" | "campaign.created" | "campaign.updated" | "campaign.deleted" | "sequence.created" | "sequence.updated" | "sequence.deleted" | "call.created" | "call.updated" | "call.deleted" | "automation.created" | "automation.updated" | "automation.deleted" | "integration.created" | "integration.updated" | "integration.deleted" | "campaign.activated";
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
    "automations.list": {
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
    "automations.create": {
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
    "automations.get": {
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
    "automations.delete": {
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
    "automations.update": {
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
    "billing.get": {
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
    "billing.createCheckoutSession": {
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
    "credits.get": {
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
    "creditLedger.list": {
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
    "creditTopUps.create": {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedirectDto"];
                };
            };
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
    "billing.updatePlan": {
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
    "billing.createPortalSession": {
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
    "calls.list": {
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
    "calls.create": {
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
    "calls.get": {
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
    "calls.delete": {
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
    "calls.update": {
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
    "campaigns.list": {
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
    "campaigns.create": {
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
    "campaigns.get": {
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
    "campaigns.delete": {
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
    "campaigns.update": {
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
    "conversations.list": {
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
    "conversations.create": {
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
    "messages.list": {
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
    "messages.create": {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
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
    "deals.list": {
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
    "deals.create": {
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
    "deals.get": {
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
    "deals.delete": {
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
    "deals.update": {
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
    "campaigns.export": {
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
    "deals.export": {
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
    "leads.export": {
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
    "imports.get": {
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
    "imports.downloadRejected": {
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
                    "text/csv": string;
                };
            };
        };
    };
    "campaigns.import": {
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
                    mapping?: components["schemas"]["ImportMappingDto"];
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
    "campaigns.previewImport": {
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
                    "application/json": components["schemas"]["ImportPreviewDto"];
                };
            };
        };
    };
    "deals.import": {
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
                    mapping?: components["schemas"]["ImportMappingDto"];
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
    "deals.previewImport": {
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
                    "application/json": components["schemas"]["ImportPreviewDto"];
                };
            };
        };
    };
    "leads.import": {
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
                    mapping?: components["schemas"]["ImportMappingDto"];
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
    "leads.previewImport": {
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
                    "application/json": components["schemas"]["ImportPreviewDto"];
                };
            };
        };
    };
    "integrations.list": {
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
    "integrations.create": {
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
    "integrations.get": {
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
    "integrations.delete": {
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
    "integrations.update": {
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
    "invitations.list": {
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
    "invitations.create": {
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
    "invitations.revoke": {
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
    "invitations.resend": {
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
    "invitations.createMany": {
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
    "leads.list": {
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
    "leads.create": {
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
    "leads.get": {
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
    "leads.delete": {
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
    "leads.update": {
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
    "logos.upload": {
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
    "logos.delete": {
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
    "members.list": {
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
    "members.get": {
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
    "members.remove": {
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
    "members.update": {
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
    "members.reinstate": {
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
    "members.previewRemoval": {
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
    "organizations.transferOwnership": {
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
    "permissions.list": {
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
    "reassignments.list": {
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
    "reassignments.create": {
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
    "reassignments.get": {
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
    "reassignments.cancel": {
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
    "reassignments.streamProgress": {
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
    "recordOwners.list": {
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
    "organizations.restore": {
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
    "revenueTargets.list": {
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
    "revenueTargets.update": {
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
    "revenueTargets.delete": {
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
    "seats.get": {
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
    "sequences.list": {
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
    "sequences.create": {
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
    "sequences.get": {
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
    "sequences.delete": {
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
    "sequences.update": {
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
    "plans.list": {
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
    "platformOrganizations.list": {
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
    "platformOrganizations.get": {
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
    "platformOrganizations.grantCredits": {
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
    "platformMembers.list": {
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
    "platformOrganizations.transferOwnership": {
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
    "platformOrganizations.updatePlan": {
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
    "platformOrganizations.restore": {
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
    "platformOrganizations.updateUnlimitedCredits": {
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
    "platformUsers.list": {
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
    "roles.list": {
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
    "logos.get": {
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
