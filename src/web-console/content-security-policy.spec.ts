import fc from 'fast-check';
import { clerkOrigin } from '../identity/clerk/clerk-origin.js';
import { contentSecurityPolicy, signInPolicy } from './content-security-policy.js';

const keyOf = (text: string, kind = 'test') => `pk_${kind}_${Buffer.from(text).toString('base64')}`;

describe("the console's content security policy", () => {
  it('allows only what the service serves itself', () => {
    const policy = contentSecurityPolicy(null);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('adds the mail catcher that it is given', () => {
    expect(contentSecurityPolicy(null, 'http://127.0.0.1:8025/')).toBe(
      contentSecurityPolicy(null).replace("connect-src 'self'", "connect-src 'self' http://127.0.0.1:8025"),
    );
  });

  it("adds exactly the publishable key's host", () => {
    const key = keyOf('happy-otter-12.clerk.accounts.dev$');
    const policy = contentSecurityPolicy(key);
    expect(policy.match(/https?:\/\/[^ ;]+/g)).toEqual(['https://happy-otter-12.clerk.accounts.dev']);
    expect(policy).toContain("; connect-src 'self' https://happy-otter-12.clerk.accounts.dev;");
    expect(clerkOrigin(keyOf('clerk.Example.com$', 'live'))).toBe('https://clerk.example.com');
    expect(clerkOrigin(keyOf('127.0.0.1:8443$'))).toBe('https://127.0.0.1:8443');
  });

  it("also allows the styles of Clerk's form, by their hashes, on the page with that form", () => {
    const key = keyOf('clerk.example.com$', 'live');
    const [usual, signIn] = [contentSecurityPolicy(key), signInPolicy(key)];
    expect(signIn).toMatch(/; style-src 'self'( 'sha256-[\w+/]{43}='){2}; /);
    expect(signIn.replace(/ 'sha256-[^']+'/g, '')).toBe(usual);
    expect(signInPolicy(null)).toBe(contentSecurityPolicy(null));
  });

  it.each(['', 'sk_test_abc', 'pk_test_', keyOf('clerk.example.com'), keyOf('a b.example$'), keyOf('localhost$')])(
    'adds nothing for a key without a host: %p',
    (key) => {
      expect(clerkOrigin(key)).toBeNull();
      expect(contentSecurityPolicy(key)).toBe(contentSecurityPolicy(null));
      expect(signInPolicy(key)).toBe(contentSecurityPolicy(null));
    },
  );

  it('cannot be extended by the content of a key', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const policy = contentSecurityPolicy(keyOf(`${text}$`));
        expect(policy.split('; ').map((directive) => directive.split(' ')[0])).toEqual(
          contentSecurityPolicy(null)
            .split('; ')
            .map((directive) => directive.split(' ')[0]),
        );
      }),
    );
  });
});
