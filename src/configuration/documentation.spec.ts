import { readFileSync } from 'node:fs';
import path from 'node:path';
import { VARIABLE_NAMES } from './variables.js';

/** The names in the matching lines, in alphabetical order. */
function namesIn(file: string, line: RegExp): string[] {
  const text = readFileSync(path.resolve(process.cwd(), file), 'utf8');
  return Array.from(text.matchAll(line), ([, name = '']) => name).sort();
}

const known = [...VARIABLE_NAMES].sort();

describe('.env.example', () => {
  it('lists exactly the variables that are read', () => {
    expect(namesIn('.env.example', /^# ([A-Z][A-Z0-9_]*)=/gm)).toEqual(known);
  });

  it('sets none of them', () => {
    expect(namesIn('.env.example', /^([^#\s].*)$/gm)).toEqual([]);
  });
});

describe('docs/configuration.md', () => {
  it('has a row for exactly the variables that are read', () => {
    expect(namesIn('docs/configuration.md', /^\| `([A-Z][A-Z0-9_]*)`/gm)).toEqual(known);
  });
});
