import { MORE_OF_MEMBERS, testListReads } from './list-reads.js';

const ROWS = 20_000;

describe('lists of a large organization', () => {
  testListReads(ROWS, { 'O/members': MORE_OF_MEMBERS });
});
