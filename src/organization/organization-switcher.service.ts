import { Injectable } from '@nestjs/common';
import type { User } from '../identity/users.js';
import { Users } from '../identity/users.js';
import { invalid } from '../platform/http/problem.js';
import type { MeDto } from './dto/organization.dto.js';
import { Logos } from './logo/logos.service.js';
import { toOwnOrganization } from './organization-queries.js';
import { Organizations } from './organizations.service.js';

/** The user's profile, their organizations, and the active one of the switcher. */
@Injectable()
export class OrganizationSwitcher {
  constructor(
    private readonly organizations: Organizations,
    private readonly users: Users,
    private readonly logos: Logos,
  ) {}

  /** The active organization is returned only while the user is a member of it. */
  async getProfile(user: User): Promise<MeDto> {
    const rows = await this.organizations.listAllOf(user.id);
    const isMember = rows.some((row) => row.organization_id === user.activeOrganizationId);
    return {
      id: user.id,
      name: user.name,
      email: user.email,
      emails: [...user.emails],
      activeOrganizationId: isMember ? user.activeOrganizationId : (rows[0]?.organization_id ?? null),
      organizations: rows.map((row) => toOwnOrganization(row, (logoId) => this.logos.urlOf(logoId))),
    };
  }

  /** @throws 422 at `/organizationId` for an organization that is not one of the user's */
  async switchTo(user: User, organizationId: string): Promise<MeDto> {
    const rows = await this.organizations.listAllOf(user.id);
    const found = rows.find((row) => row.organization_id === organizationId.toLowerCase());
    if (!found) throw invalid({ pointer: '/organizationId', detail: 'Choose one of your organizations.' });
    await this.users.setActiveOrganization(user.id, found.organization_id);
    return this.getProfile({ ...user, activeOrganizationId: found.organization_id });
  }
}
