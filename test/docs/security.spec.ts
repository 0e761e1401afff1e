import { existsSync, readFileSync } from 'node:fs';

const page = readFileSync('docs/security.md', 'utf8');
const rows = [...page.matchAll(/^\| ((?:API|V)\d\S*) .*\|([^|]+)\|$/gm)];

describe('the page of security', () => {
  it('goes through all ten risks, and the chapters that apply', () => {
    const names = rows.map(([, name = '']) => name);
    expect(names.slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, index) => `API${index + 1}`));
    const chapters = new Set(names.slice(10).map((name) => name.replace(/\..*/, '')));
    const others = [...page.matchAll(/V(1[027]) \(/g)].map(([, chapter]) => `V${chapter ?? ''}`);
    expect([...chapters, ...others].sort()).toEqual(Array.from({ length: 17 }, (_, index) => `V${index + 1}`).sort());
  });

  it.each(rows.map(([, name, tests]) => [name, tests]))('names for %s tests that are there', (_name, tests = '') => {
    const files = [...tests.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
    expect(files).not.toEqual([]);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });
});
