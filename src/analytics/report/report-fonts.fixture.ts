import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commonCharacters } from './font-characters.js';
import type { PrinterFonts } from './printable.policy.js';
import { REPORT_FONTS } from './report-fonts.js';

/** What the real fonts of the report print. */
export function reportFonts(): PrinterFonts {
  return REPORT_FONTS.map(([name, ...files]) =>
    commonCharacters(files.map((file) => readFileSync(join('node_modules', name, 'fonts', file)))),
  );
}

/** Fonts that print everything. */
export const ALL_FONTS: PrinterFonts = [{ has: () => true }];
