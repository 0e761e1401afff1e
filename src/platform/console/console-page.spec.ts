import { consolePage } from './console-page.js';

const BUILT = '<head><meta name="identity-provider" content="local" /></head>';

describe("the console's page", () => {
  it('says who knows the people', () => {
    expect(consolePage(BUILT, { provider: 'local' })).toBe(BUILT);
    const page = consolePage(BUILT, { provider: 'clerk', publishableKey: 'pk_test_$&"><script>' });
    expect(page).toContain('<meta name="identity-provider" content="clerk" />');
    expect(page).toContain('content="pk_test_$&amp;&quot;>&lt;script>"');
    expect(page).not.toContain('<script>');
  });

  it('names no key where there is none', () => {
    expect(consolePage(BUILT, { provider: 'clerk', publishableKey: null })).not.toContain('clerk-publishable-key');
  });

  it('refuses a page without room for it', () => {
    expect(() => consolePage('<head></head>', { provider: 'local' })).toThrow('without room');
  });
});
