import { consoleAddress, isNotFoundPage } from './console-addresses.js';

describe("the console's addresses", () => {
  it.each([
    ['/', '/'],
    ['/sign-in', '/sign-in'],
    ['/invitations/abc.def_-', '/invitations/{token}'],
    ['/o/019ab970-1c00-7000-8000-000000000000/settings/members', '/o/{organizationId}'],
    ['/o', null],
    ['/sign-in/more', null],
    ['/nothing', null],
    ['/api/v1/me', null],
  ])('knows %p by the template %p', (path, template) => {
    expect(consoleAddress(path)).toBe(template);
  });

  it.each([
    '/api',
    '/api/v2/x',
    '/docs/x',
    '/openapi.json',
    '/admin',
    '/health',
    '/metrics',
    '/problems/x',
    '/logos/x',
  ])('leaves %p to others', (path) => {
    expect(isNotFoundPage(path)).toBe(false);
    expect(consoleAddress(path)).toBeNull();
  });

  it('recognizes a browser on an unknown path', () => {
    expect(isNotFoundPage('/apis')).toBe(true);
    expect(isNotFoundPage('/nothing')).toBe(true);
  });
});
