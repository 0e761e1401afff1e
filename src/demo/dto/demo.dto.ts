import { ApiProperty } from '@nestjs/swagger';
import { DEMO_ROLES, type DemoRole } from '../demo-accounts.js';

/** The large organization of the demo data. */
export class DemoOrganizationDto {
  /** @example 019a0000-0000-7000-8000-00000000d001 */
  id: string;

  /** @example Brightwater */
  name: string;
}

/** An account of the demo data that one can sign in as. */
export class DemoAccountDto {
  /** The role in the organization; `superadmin` runs the platform and is a member of none. */
  @ApiProperty({ enum: DEMO_ROLES, example: 'owner' })
  role: DemoRole;

  /**
   * Sign in with it at `POST /auth/sign-in`.
   * @example owner@demo.test
   */
  email: string;
}

/** Whether the service has demo data, or could be given some. */
export class DemoDto {
  /** Null without demo data. */
  organization: DemoOrganizationDto | null;

  /**
   * True while there are no organizations: then `POST /demo` adds the demo data.
   * @example false
   */
  canCreate: boolean;

  /** Empty without demo data. */
  accounts: DemoAccountDto[];
}
