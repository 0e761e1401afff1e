import { IsIn, IsOptional, Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { readHandover } from '../removal/removal.policy.js';

@ValidatorConstraint({ name: 'handover' })
class Handover implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && readHandover(value) !== null;
  }

  defaultMessage(): string {
    return 'Choose an active member, or several with whole weights from 1.';
  }
}

export class RemovalQueryDto {
  /**
   * The new owner of the records, or several by weight: `id:2,id:1`. Default: they become unassigned.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  @IsOptional()
  @Validate(Handover)
  reassignTo?: string;

  /**
   * `true` keeps their API keys active. Needs `apikeys:manage`. A member who leaves cannot choose it.
   * @example false
   */
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'Choose true or false.' })
  keepApiKeys?: 'true' | 'false';

  /**
   * `true` keeps their pending invitations to members and viewers. A member who leaves cannot choose it.
   * @example false
   */
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'Choose true or false.' })
  keepInvitations?: 'true' | 'false';
}

/** A removed member, and the reassignment that moves their records. */
export class RemovalDto {
  /** @example 019ab970-1c00-7000-8000-000000000004 */
  membershipId: string;

  /**
   * The reassignment that moves the records. Get its progress at `…/reassignments/{id}`.
   * @example 019ab970-1c00-7000-8000-000000000006
   */
  reassignmentId: string;
}
