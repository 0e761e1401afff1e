/** The compiled template of the invitation mail; a token, so that it is read once and needs no path in what uses it. */
export const INVITATION_TEMPLATE = Symbol('INVITATION_TEMPLATE');
