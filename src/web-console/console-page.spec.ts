import { consolePage, withFirstPaint, type ConsoleSettings } from './console-page.js';

const TITLE = '<title>Organization Management</title>';
const BUILT = `<head><meta name="identity-provider" content="local" />${TITLE}</head>`;
const LOCAL: ConsoleSettings = {
  identity: { provider: 'local' },
  product: { name: 'Organization Management', logoPath: null },
  mailCatcher: null,
};
/** Without line ends. */
const pageOf = (...given: Parameters<typeof consolePage>): string => consolePage(...given).replace(/\n\s*/g, '');
const KEY = `pk_live_${Buffer.from('clerk.example.com$').toString('base64')}`;

describe("the console's page", () => {
  it('names the identity provider', () => {
    expect(pageOf(BUILT, LOCAL)).toBe(
      `<head><meta name="identity-provider" content="local" /><meta name="product-name" content="Organization Management" />${TITLE}</head>`,
    );
    const page = consolePage(BUILT, { ...LOCAL, identity: { provider: 'clerk', publishableKey: KEY } });
    expect(page).toContain('<meta name="identity-provider" content="clerk" />');
    expect(page).toContain(`<meta name="clerk-publishable-key" content="${KEY}" />`);
    expect(page).toContain('<meta name="clerk-origin" content="https://clerk.example.com" />');
  });

  it.each([null, 'pk_test_$&"><script>', 'pk_test_abc'])('names no key in place of %p', (publishableKey) => {
    expect(pageOf(BUILT, { ...LOCAL, identity: { provider: 'clerk', publishableKey } })).not.toContain('clerk-');
  });

  it('names the product, escaped, with its picture', () => {
    const page = pageOf(BUILT, { ...LOCAL, product: { name: '"A" & <b>$&', logoPath: '/logos/a.png' } });
    expect(page).toContain('<meta name="product-name" content="&quot;A&quot; &amp; &lt;b&gt;$&amp;" />');
    expect(page).toContain('<meta name="product-logo" content="/logos/a.png" />');
    expect(page).toContain('<title>&quot;A&quot; &amp; &lt;b&gt;$&amp;</title>');
  });

  it('names the mail catcher where there is one', () => {
    const page = pageOf(BUILT, { ...LOCAL, mailCatcher: 'http://127.0.0.1:8025/' });
    expect(page).toContain('<meta name="mail-catcher" content="http://127.0.0.1:8025/" />');
  });

  it('refuses a page without its placeholder', () => {
    expect(() => consolePage('<head></head>', LOCAL)).toThrow('without a placeholder');
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
