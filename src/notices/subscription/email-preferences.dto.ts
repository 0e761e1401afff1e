import { IsBoolean } from 'class-validator';

/** Which recurring emails of the organization the caller gets. */
export class EmailPreferencesDto {
  /**
   * Whether the caller gets the monthly report, which is sent to the owner and the admins. It concerns only the caller;
   * `monthlyReport` of the organization turns it off for all.
   * @example true
   */
  @IsBoolean({ message: 'Choose on or off.' })
  monthlyReport: boolean;
}
