import { IsIn, IsOptional } from 'class-validator';
import { IsId } from '../../platform/ids/is-id.js';

export class RemovalQueryDto {
  /**
   * The membership that gets the leads, deals, campaigns and sequences; unassigned unless given.
   * @example 019ab970-1c00-7000-8000-000000000002
   */
  @IsOptional()
  @IsId('the id of an active membership')
  reassignTo?: string;

  /**
   * `true` lets the API keys that the member made live on.
   * @example false
   */
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'Give true or false.' })
  keepApiKeys?: 'true' | 'false';
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
