const TABLE_RECORDS = 12;
const TABLE_RECORD_LENGTH = 16;
const GROUP_LENGTH = 12;

/** The code points for which a font (TrueType or OpenType) has a glyph, from its table `cmap`. */
function charactersOf(font: Buffer): Set<number> {
  const subtables = subtablesOf(tableOf(font, 'cmap'));
  // Only format 12 reaches beyond the first 65,536 code points.
  const groups = subtables.find((table) => table.readUInt16BE(0) === 12);
  const segments = subtables.find((table) => table.readUInt16BE(0) === 4);
  if (groups) return new Set(ofGroups(groups));
  if (segments) return new Set(ofSegments(segments));
  throw new RangeError('The font has no table of characters that can be read.');
}

/** The code points for which all of these fonts have a glyph. */
export function commonCharacters(fonts: readonly Buffer[]): Set<number> {
  const [first = new Set<number>(), ...others] = fonts.map(charactersOf);
  return new Set([...first].filter((codePoint) => others.every((other) => other.has(codePoint))));
}

function tableOf(font: Buffer, tag: string): Buffer {
  for (let number = 0; number < font.readUInt16BE(4); number += 1) {
    const record = TABLE_RECORDS + number * TABLE_RECORD_LENGTH;
    if (font.toString('latin1', record, record + 4) === tag) return font.subarray(font.readUInt32BE(record + 8));
  }
  throw new RangeError(`The font has no table ${tag}.`);
}

function subtablesOf(cmap: Buffer): Buffer[] {
  return Array.from({ length: cmap.readUInt16BE(2) }, (_, number) => cmap.subarray(cmap.readUInt32BE(8 + number * 8)));
}

function* ofGroups(table: Buffer): Generator<number> {
  for (let number = 0; number < table.readUInt32BE(12); number += 1) {
    const [group, end] = [16 + number * GROUP_LENGTH, table.readUInt32BE(20 + number * GROUP_LENGTH)];
    for (let codePoint = table.readUInt32BE(group); codePoint <= end; codePoint += 1) yield codePoint;
  }
}

function* ofSegments(table: Buffer): Generator<number> {
  const length = table.readUInt16BE(6);
  const [ends, starts] = [14, 16 + length];
  const [deltas, offsets] = [starts + length, starts + 2 * length];
  for (let at = 0; at < length; at += 2) {
    const [delta, offset] = [table.readUInt16BE(deltas + at), table.readUInt16BE(offsets + at)];
    const start = table.readUInt16BE(starts + at);
    for (let codePoint = start; codePoint <= table.readUInt16BE(ends + at); codePoint += 1) {
      const glyph =
        offset === 0
          ? (codePoint + delta) & 0xffff
          : table.readUInt16BE(offsets + at + offset + 2 * (codePoint - start));
      // Glyph 0 is the box for a character that is missing.
      if (glyph !== 0) yield codePoint;
    }
  }
}
