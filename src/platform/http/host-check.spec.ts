import * as fc from 'fast-check';
import { isAllowedHost } from './host-check.js';

const PUBLIC_URL = 'http://app.localhost:3000';

describe('a Host header', () => {
  it.each([
    'localhost',
    'localhost:3000',
    'LOCALHOST:1',
    '127.0.0.1',
    '127.0.0.1:65535',
    '[::1]',
    '[::1]:3000',
    'app.localhost:3000',
    'App.Localhost:3000',
  ])('that names this machine or the public address is accepted: %s', (host) => {
    expect(isAllowedHost(host, PUBLIC_URL)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'rebind.example',
    'rebind.example:3000',
    'app.localhost',
    'app.localhost:3001',
    'localhost.rebind.example',
    'rebind.example#localhost',
    'rebind.example/localhost',
    'localhost@rebind.example',
    'rebind.example,localhost',
    '127.0.0.1.rebind.example',
    '127.0.0.2',
    '192.0.2.2:3000',
    '[::2]',
    '::1',
    'localhost.',
    'localhost:99999',
    'localhost:3000 ',
  ])('that names another host is refused: %s', (host) => {
    expect(isAllowedHost(host, PUBLIC_URL)).toBe(false);
  });

  it('may leave out the default port of the public address', () => {
    expect(isAllowedHost('app.example.com', 'https://app.example.com')).toBe(true);
    expect(isAllowedHost('app.example.com:443', 'https://app.example.com')).toBe(true);
    expect(isAllowedHost('app.example.com:80', 'https://app.example.com')).toBe(false);
  });

  it('of any other domain is refused', () => {
    fc.assert(
      fc.property(fc.domain(), fc.option(fc.nat(65_535)), (domain, port) => {
        fc.pre(domain !== 'localhost');
        expect(isAllowedHost(port === null ? domain : `${domain}:${port}`, PUBLIC_URL)).toBe(false);
      }),
    );
  });
});
