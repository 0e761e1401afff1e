import { IsInt, Max, Min, Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { MayBeLeftOut } from '../http/may-be-left-out.js';
import { isCurrency, isKnownCurrency } from './currency.js';
import { WHICH_CURRENCY } from './usable-currency.js';

/** A currency that can be chosen today. */
@ValidatorConstraint({ name: 'currency' })
export class Currency implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && isCurrency(value);
  }

  defaultMessage(): string {
    return WHICH_CURRENCY;
  }
}

/** As {@link Currency}, or a withdrawn one: `requireUsable` checks whether that is in use already. */
@ValidatorConstraint({ name: 'knownCurrency' })
export class KnownCurrency implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && isKnownCurrency(value);
  }

  defaultMessage(): string {
    return WHICH_CURRENCY;
  }
}

/** An amount of money. */
export class MoneyDto {
  /**
   * The amount in minor units (such as cents) of the currency, a whole number from 0 to 2^53−1.
   * @example 2500000
   */
  amount: number;

  /**
   * ISO 4217.
   * @example EUR
   */
  currency: string;
}

const WHOLE = 'Enter the amount in minor units (such as cents), as a whole number from 0 to 2^53−1.';

/** An amount of money in a request. */
export class MoneyInputDto {
  /**
   * The amount in minor units (such as cents) of the currency, a whole number from 0 to 2^53−1.
   * @example 2500000
   */
  @IsInt({ message: WHOLE })
  @Min(0, { message: WHOLE })
  @Max(Number.MAX_SAFE_INTEGER, { message: WHOLE })
  amount: number;

  /**
   * An ISO 4217 code; the organization's currency if left out.
   * @example EUR
   */
  @MayBeLeftOut()
  @Validate(KnownCurrency)
  currency?: string;
}
