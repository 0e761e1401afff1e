import iconv from 'iconv-lite';
import { NotText, type Encoding, type FileText } from './text-encoding.policy.js';

/** The size of the pieces in which a file is stored; only the last is smaller. */
const PIECE = 128 * 1024;

interface Decoder {
  decode(bytes: Buffer): Buffer;
  end(): Buffer;
}

/**
 * A file's bytes as UTF-8 without a byte order mark, in pieces of the same size.
 *
 * @throws NotText for an incomplete character in UTF-16
 */
export async function* toUtf8(slices: AsyncIterable<Buffer>, { encoding, skip }: FileText): AsyncGenerator<Buffer> {
  const decoder = decoderOf(encoding);
  let rest: Buffer = Buffer.alloc(0);
  let left = skip;
  for await (const slice of slices) {
    const bytes = slice.subarray(left);
    left = Math.max(0, left - slice.length);
    rest = Buffer.concat([rest, decoder.decode(bytes)]);
    for (; rest.length >= PIECE; rest = rest.subarray(PIECE)) yield rest.subarray(0, PIECE);
  }
  rest = Buffer.concat([rest, decoder.end()]);
  if (rest.length > 0) yield rest;
}

function decoderOf(encoding: Encoding): Decoder {
  if (encoding === 'utf-8') return { decode: (bytes) => bytes, end: () => Buffer.alloc(0) };
  if (encoding === 'windows-1252') {
    // TextDecoder of Node 20 reads windows-1252 as ISO 8859-1, which does not have € and quotation marks.
    return { decode: (bytes) => Buffer.from(iconv.decode(bytes, 'win1252')), end: () => Buffer.alloc(0) };
  }
  const decoder = new TextDecoder(encoding, { fatal: true });
  return {
    decode: (bytes) => textOf(() => decoder.decode(bytes, { stream: true })),
    end: () => textOf(() => decoder.decode()),
  };
}

function textOf(decode: () => string): Buffer {
  try {
    return Buffer.from(decode());
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new NotText('The text of the file is damaged. Save the file as “CSV UTF-8”.');
  }
}
