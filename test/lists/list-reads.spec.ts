import { testListReads } from './list-reads.js';

/** A list that sorts all of them reads more rows than a page may. */
const ROWS = 2_000;

describe('lists of some length', () => {
  testListReads(ROWS);
});
