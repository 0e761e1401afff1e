/** The compiled template of the invitation email, as an injection token, so that it is read once and its users need no path. */
export const INVITATION_TEMPLATE = Symbol('INVITATION_TEMPLATE');
