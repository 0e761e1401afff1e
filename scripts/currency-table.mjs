// Writes the console's copy of the service's table of currencies, from the built service.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

const FILE = join(root, 'web', 'src', 'ui', 'format', 'currency-table.ts');

await prepare();
const { activeCurrencies, currencyDigits } = await import(join(root, 'dist', 'platform', 'money', 'currency.js'));
const active = new Set(activeCurrencies());
const lines = [
  "// The service's own table (src/platform/money/currency.ts), written by `npm run currency-table`; a test compares them.",
  '',
  '/** The decimal places that ISO 4217 gives each currency, by which the service counts; browsers have others for some. */',
  'export const CURRENCY_DIGITS: Readonly<Record<string, number>> = {',
  ...currencyDigits().map(([code, digits]) => `  ${code}: ${digits},`),
  '};',
  '',
  '/** In amounts that are stored, but not to be chosen any more. */',
  `export const WITHDRAWN_CURRENCIES: readonly string[] = [${currencyDigits()
    .filter(([code]) => !active.has(code))
    .map(([code]) => `'${code}'`)
    .join(', ')}];`,
  '',
];
writeFileSync(FILE, lines.join('\n'));
console.log('Wrote web/src/ui/format/currency-table.ts');
