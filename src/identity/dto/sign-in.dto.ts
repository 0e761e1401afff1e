import { IsBoolean, IsOptional } from 'class-validator';
import { IsEmailAddress } from '../../platform/addresses/is-email-address.js';
import { IsName } from '../../platform/text/is-text.js';

export class SignInDto {
  /**
   * The address to sign in with. It is not verified: this call is for development and tests only.
   * @example ada@example.com
   */
  @IsEmailAddress()
  email: string;

  /**
   * The name that others see, 1 to 100 characters. A new account without a name gets the part before the @.
   * @example "Ada Lovelace"
   */
  @IsOptional()
  @IsName()
  name?: string;

  /**
   * Whether an address without an account gets one. With `false` the answer is 404 `account-not-found` then, so that a form can
   * ask for the name first.
   * @example true
   */
  @IsOptional()
  @IsBoolean({ message: 'Use true or false.' })
  createAccount?: boolean;
}

/** The user who signed in. */
export class UserDto {
  /** @example 019ab970-1c00-7000-8000-000000000001 */
  id: string;

  /** @example "Ada Lovelace" */
  name: string;

  /** @example ada@example.com */
  email: string;
}

export class SignedInDto {
  /**
   * Send it as `Authorization: Bearer …`; valid for seven days.
   * @example eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIwMTlhYjk3MCJ9.c2lnbmF0dXJl
   */
  token: string;

  user: UserDto;
}
