/** Texts in place of a provider's id that Postgres cannot hold, that no index takes, or that are none of a provider's. */
export const ODD_IDS: readonly string[] = [
  'odd_\u0000z',
  'odd_\ud800z',
  '\udfff',
  `odd_${'x'.repeat(252)}`,
  'x'.repeat(10_000),
  '',
  'odd id',
  'odd/../id',
  'odd_é',
];
