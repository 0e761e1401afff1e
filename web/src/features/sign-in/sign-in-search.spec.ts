import { readSignInSearch } from './sign-in-search';

describe("the sign-in's address", () => {
  it.each(['/', '/welcome', '/o/some-id/settings/members?q=ada'])('leads back to %p', (to) => {
    expect(readSignInSearch({ to })).toEqual({ to });
  });

  it.each([
    '',
    'welcome',
    '//evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    7,
  ])('leads nowhere by %p', (to) => {
    expect(readSignInSearch({ to })).toEqual({});
  });

  it("keeps what is for Clerk's form, and nothing else", () => {
    expect(readSignInSearch({ to: '/', __clerk_status: 'verified', other: 'thing' })).toEqual({
      to: '/',
      __clerk_status: 'verified',
    });
  });
});
