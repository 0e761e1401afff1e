import { IsIn, IsOptional, Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { readHandover } from '../removal.policy.js';

@ValidatorConstraint({ name: 'handover' })
class Handover implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && readHandover(value) !== null;
  }

  defaultMessage(): string {
    return 'Give the id of an active membership, or several with whole weights from 1: id:2,id:1.';
  }
}

export class RemovalQueryDto {
  /**
   * Who gets the leads, deals, campaigns and sequences; unassigned unless given. Several share by weight: `id:2,id:1`.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  @IsOptional()
  @Validate(Handover)
  reassignTo?: string;

  /**
   * `true` lets the API keys that they made go on working. Takes `apikeys:manage`, and is never the leaver's own choice.
   * @example false
   */
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'Give true or false.' })
  keepApiKeys?: 'true' | 'false';

  /**
   * `true` keeps their open invitations to members and viewers. It is never the leaver's own choice.
   * @example false
   */
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'Give true or false.' })
  keepInvitations?: 'true' | 'false';
}

/** A member is out; what was theirs is on its way. */
export class RemovalDto {
  /** @example 019ab970-1c00-7000-8000-000000000004 */
  membershipId: string;

  /**
   * The reassignment that moves the records; follow it at `…/reassignments/{id}`.
   * @example 019ab970-1c00-7000-8000-000000000006
   */
  reassignmentId: string;
}
