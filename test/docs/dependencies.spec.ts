import { readFileSync } from 'node:fs';

const { dependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  'dependencies' | 'optionalDependencies',
  Record<string, string>
>;
const packages = { ...dependencies, ...optionalDependencies };
const rows = [...readFileSync('docs/dependencies.md', 'utf8').matchAll(/^\| `([^`]+)` +\| (.*) \| (.*) \|$/gm)];

describe('the page of dependencies', () => {
  it('names each of package.json, in its order, and nothing else', () => {
    expect(rows.map(([, name]) => name)).toEqual(Object.keys(packages));
  });

  it('says of each what it is for and why it is not our own code', () => {
    const silent = rows.filter(([, , purpose = '', reason = '']) => purpose.trim() === '' || reason.trim() === '');
    expect(silent.map(([, name]) => name)).toEqual([]);
  });
});

describe('the versions', () => {
  it.each(Object.entries(packages))('of %s is exact: %s', (_name, version) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  });
});
