import { IsInt, Max, Min, Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { IsOptionalNotNull } from '../http/is-optional-not-null.js';
import { isCurrency, isKnownCurrency } from './currency.js';
import { CURRENCY_MESSAGE } from './usable-currency.js';

/** A currency that can be chosen today. */
@ValidatorConstraint({ name: 'currency' })
export class Currency implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && isCurrency(value);
  }

  defaultMessage(): string {
    return CURRENCY_MESSAGE;
  }
}

/** As {@link Currency}, or a withdrawn one: `requireUsableCurrency` checks whether that is in use already. */
@ValidatorConstraint({ name: 'knownCurrency' })
export class KnownCurrency implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && isKnownCurrency(value);
  }

  defaultMessage(): string {
    return CURRENCY_MESSAGE;
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

const AMOUNT_MESSAGE =
  'Enter the amount in the smallest units of its currency, such as cents, as a whole number from 0 to 9,007,199,254,740,991.';

/** An amount of money in a request. */
export class MoneyInputDto {
  /**
   * The amount in minor units (such as cents) of the currency, a whole number from 0 to 2^53−1.
   * @example 2500000
   */
  @IsInt({ message: AMOUNT_MESSAGE })
  @Min(0, { message: AMOUNT_MESSAGE })
  @Max(Number.MAX_SAFE_INTEGER, { message: AMOUNT_MESSAGE })
  amount: number;

  /**
   * An ISO 4217 code; the organization's currency if left out.
   * @example EUR
   */
  @IsOptionalNotNull()
  @Validate(KnownCurrency)
  currency?: string;
}
