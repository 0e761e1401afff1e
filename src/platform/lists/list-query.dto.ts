import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsText } from '../text/is-text.js';

/** The parameters of every list. */
export class ListQueryDto {
  /**
   * The page size, 1 to 100.
   * @example 50
   */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => wholeNumber(value))
  @IsInt({ message: 'Enter a whole number from 1 to 100.' })
  @Min(1, { message: 'Enter a whole number from 1 to 100.' })
  @Max(100, { message: 'Enter a whole number from 1 to 100.' })
  limit: number = 50;

  /** The `nextCursor` of the previous page; leave it out for the first page. */
  @IsOptional()
  @IsText({ form: 'text', min: 0, max: 2_000 })
  cursor?: string;
}

/** Only digits are a number here: `Number` would also parse `0x10`, `1e1` and an empty text. */
function wholeNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
}

/** Makes a filter of several values from `a,b`; other input is left to the validators. */
export function commaSeparated({ value }: { value: unknown }): unknown {
  return typeof value === 'string' ? value.split(',') : value;
}
