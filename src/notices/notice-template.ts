/** The compiled template of the notices; a token, so that it is read once and needs no path in what uses it. */
export const NOTICE_TEMPLATE = Symbol('NOTICE_TEMPLATE');
