/**
 * Nest's injection token for the compiled template of the notices, so that it is read once and its users need no
 * path.
 */
export const NOTICE_TEMPLATE = Symbol('NOTICE_TEMPLATE');
