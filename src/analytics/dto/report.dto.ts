import { Matches } from 'class-validator';

const PERIOD = /^((19[7-9]\d|[2-9]\d{3})-(0[1-9]|1[0-2])|FY(19[7-9]\d|[2-9]\d{3})-Q[1-4])$/;

export class ReportQueryDto {
  /**
   * A month (`2026-11`) or a fiscal quarter (`FY2027-Q1`).
   * @example 2026-11
   */
  @Matches(PERIOD, { message: 'Enter a month such as 2026-11 or a fiscal quarter such as FY2027-Q1.' })
  period: string;
}
