/** The plan of an organization, which the authorization query answers with the caller's role. */
export type Plan = 'free' | 'starter' | 'pro' | 'enterprise';
