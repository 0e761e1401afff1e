import { applyDecorators } from '@nestjs/common';
import { IsISO8601, Matches } from 'class-validator';

const DAY = /^(19[7-9]\d|[2-9]\d{3})-\d{2}-\d{2}$/;
const MESSAGE = 'Enter a valid date, such as 2026-11-24.';

/** A day of the calendar from 1970 on: `2026-11-24`. */
export function IsDay(): PropertyDecorator {
  return applyDecorators(Matches(DAY, { message: MESSAGE }), IsISO8601({ strict: true }, { message: MESSAGE }));
}
