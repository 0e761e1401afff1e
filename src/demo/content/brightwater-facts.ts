export const BRIGHTWATER = 'Brightwater';
export const CURRENCY = 'EUR';
/** A year of deals. */
export const DAYS = 365;
