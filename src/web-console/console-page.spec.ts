import { consolePage, withFirstPaint } from './console-page.js';

const BUILT = '<head><meta name="identity-provider" content="local" /></head>';
const KEY = `pk_live_${Buffer.from('clerk.example.com$').toString('base64')}`;

describe("the console's page", () => {
  it('names the identity provider', () => {
    expect(consolePage(BUILT, { provider: 'local' })).toBe(BUILT);
    const page = consolePage(BUILT, { provider: 'clerk', publishableKey: KEY });
    expect(page).toContain('<meta name="identity-provider" content="clerk" />');
    expect(page).toContain(`<meta name="clerk-publishable-key" content="${KEY}" />`);
    expect(page).toContain('<meta name="clerk-origin" content="https://clerk.example.com" />');
  });

  it.each([null, 'pk_test_$&"><script>', 'pk_test_abc'])('names no key in place of %p', (publishableKey) => {
    expect(consolePage(BUILT, { provider: 'clerk', publishableKey })).toBe(
      '<head><meta name="identity-provider" content="clerk" /></head>',
    );
  });

  it('refuses a page without its placeholder', () => {
    expect(() => consolePage('<head></head>', { provider: 'local' })).toThrow('without a placeholder');
  });
});

describe('the first paint', () => {
  const page =
    '<main />\n  <!-- framed -->\nframe\n  <!-- /framed -->\n  <!-- standalone -->\ncard\n  <!-- /standalone -->\n';

  it('has the layout of the address alone', () => {
    expect(withFirstPaint(page, 'framed')).toBe('<main />\n  <!-- framed -->\nframe\n  <!-- /framed -->\n');
    expect(withFirstPaint(page, 'standalone')).toBe('<main />\n  <!-- standalone -->\ncard\n  <!-- /standalone -->\n');
  });
});
