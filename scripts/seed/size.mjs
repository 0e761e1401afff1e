// What `npm run seed` is asked for.
import { parseArgs } from 'node:util';

const DEFAULTS = { organizations: 1, members: 50, leads: 100_000 };

export const USAGE = `npm run seed -- [--organizations=1] [--members=50] [--leads=100000]

Adds organizations with so many members and leads each, for looking at large data: --leads=1000000 takes some minutes.
The service may run meanwhile. Demo data that fills every page: npm run demo`;

/**
 * @param {string[]} args
 * @returns the numbers, or null where only the usage is asked for
 */
export function sizeFrom(args) {
  const options = Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, { type: 'string' }]));
  const { help, ...given } = parse(args, { ...options, help: { type: 'boolean', short: 'h' } });
  if (help) return null;
  return Object.fromEntries(
    Object.entries(DEFAULTS).map(([name, usual]) => [name, numberFrom(name, given[name] ?? String(usual))]),
  );
}

function parse(args, options) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Error(`${error.message}\n${USAGE}`, { cause: error });
  }
}

function numberFrom(name, value) {
  const least = name === 'leads' ? 0 : 1;
  if (!/^\d{1,8}$/.test(value) || Number(value) < least) {
    throw new Error(`--${name}: give a whole number from ${least}.\n${USAGE}`);
  }
  return Number(value);
}
