import { gzipSync } from 'node:zlib';
import type { Sent } from './send.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const GZIP = { ...JSON_TYPE, 'content-encoding': 'gzip' };
const LARGE = JSON.stringify({ name: 'x'.repeat(100_000) });

type Row = readonly [what: string, answer: string, sent: Sent];

/** The first row of the contract's table of answers: what is refused before anything else is looked at. */
export const UNREADABLE: readonly Row[] = [
  ['broken JSON', '400 malformed-request', { body: '{"name":' }],
  ['JSON and more', '400 malformed-request', { body: '{} {}' }],
  ['no JSON at all', '400 malformed-request', { body: 'name=Acme' }],
  ['a body that is not UTF-8', '400 malformed-request', { body: Buffer.from('7b2261223a22ff227d', 'hex') }],
  ['NUL in a text', '400 malformed-request', { body: '{"name":"a\\u0000b"}' }],
  ['NUL in a text, deeper', '400 malformed-request', { body: '{"name":[{"a":"\\u0000"}]}' }],
  ['NUL in a name', '400 malformed-request', { body: '{"na\\u0000me":1}' }],
  ['a bare NUL', '400 malformed-request', { body: '"\\u0000"' }],
  ['lists in lists in lists', '400 malformed-request', { body: '['.repeat(40_000) + ']'.repeat(40_000) }],
  ['objects in objects', '400 malformed-request', { body: '{"a":'.repeat(15_000) + '1' + '}'.repeat(15_000) }],
  ['gzip that is none', '400 malformed-request', { body: 'no gzip', headers: GZIP }],
  ['gzip cut short', '400 malformed-request', { body: gzipSync('{"a":1}').subarray(0, 15), headers: GZIP }],
  ['over 100 kB', '413 body-too-large', { body: LARGE }],
  ['a list of more than 2,000 values', '413 body-too-large', { body: JSON.stringify(Array(2_000).fill(1)) }],
  [
    'thousands of empty objects',
    '413 body-too-large',
    { body: JSON.stringify({ invitations: Array(33_000).fill({}) }) },
  ],
  [
    'thousands of properties',
    '413 body-too-large',
    { body: `{${Array.from({ length: 2_000 }, (_, i) => `"p${i}":0`).join()}}` },
  ],
  ['values in nested lists', '413 body-too-large', { body: JSON.stringify({ a: Array(41).fill(Array(50).fill({})) }) }],
  ['over 100 kB, unpacked', '413 body-too-large', { body: gzipSync(LARGE), headers: GZIP }],
  [
    'an unknown packing',
    '415 unsupported-media-type',
    { body: '{}', headers: { ...JSON_TYPE, 'content-encoding': 'zap' } },
  ],
  [
    'a charset that JSON has not',
    '415 unsupported-media-type',
    { body: '{}', headers: { 'content-type': 'application/json; charset=latin1' } },
  ],
  [
    'an old charset',
    '415 unsupported-media-type',
    { body: '{}', headers: { 'content-type': 'application/json; charset=utf-7' } },
  ],
  [
    'a charset that JSON had',
    '415 unsupported-media-type',
    { body: '{}', headers: { 'content-type': 'application/json; charset="utf-16le"' } },
  ],
  ['text', '415 unsupported-media-type', { body: '{}', headers: { 'content-type': 'text/plain' } }],
  [
    'a form',
    '415 unsupported-media-type',
    { body: 'name=Acme', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ],
  ['a body of no type', '415 unsupported-media-type', { body: '{}', headers: {} }],
];

/** JSON, and readable, but no object. */
export const NO_OBJECTS = ['null', '[]', '[{}]', '"text"', '5', 'true'] as const;

/** Names that every object of JavaScript has by itself. */
export const NAMES_OF_OBJECTS = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf'] as const;
