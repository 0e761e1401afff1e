/** Who knows the people: the service says so in the page itself. */
export function identityProvider(): 'local' | 'clerk' {
  const meta = document.querySelector('meta[name="identity-provider"]');
  return meta?.getAttribute('content') === 'clerk' ? 'clerk' : 'local';
}
