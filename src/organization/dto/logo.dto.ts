import { Transform } from 'class-transformer';
import { IsIn, IsOptional } from 'class-validator';
import { LOGO_SIZES, type LogoSize } from '../logo/logo-size.js';

/** How large a logo is sent. */
export class LogoQueryDto {
  /**
   * The longer side of a smaller version in pixels, 64 or 256. By default the whole picture, at most 512 pixels a side.
   * @example 64
   */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
  )
  @IsIn(LOGO_SIZES, { message: `Choose one of ${LOGO_SIZES.join(' and ')}.` })
  size?: LogoSize;
}
