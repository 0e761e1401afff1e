import { IsInt, Max, Min, Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { MayBeLeftOut } from '../http/may-be-left-out.js';
import { isCurrency } from './currency.js';

@ValidatorConstraint({ name: 'currency' })
export class Currency implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && isCurrency(value);
  }

  defaultMessage(): string {
    return 'Give an ISO 4217 currency in capitals, such as EUR, USD or GBP.';
  }
}

/** An amount of money. */
export class MoneyDto {
  /**
   * Minor units (cents) of the currency, a whole number from 0 to 2^53−1.
   * @example 2500000
   */
  amount: number;

  /**
   * ISO 4217.
   * @example EUR
   */
  currency: string;
}

const WHOLE = 'Give minor units (cents), a whole number from 0 to 2^53−1.';

/** An amount of money in a request. */
export class MoneyInputDto {
  /**
   * Minor units (cents) of the currency, a whole number from 0 to 2^53−1.
   * @example 2500000
   */
  @IsInt({ message: WHOLE })
  @Min(0, { message: WHOLE })
  @Max(Number.MAX_SAFE_INTEGER, { message: WHOLE })
  amount: number;

  /**
   * ISO 4217; the organization's unless given.
   * @example EUR
   */
  @MayBeLeftOut()
  @Validate(Currency)
  currency?: string;
}
