import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'web/src/ui';
const FILES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));

/** Words of the product: what needs one belongs to a feature, or to web/src/shared. */
const BUSINESS =
  /^(organi[sz]ations?|tenants?|members?|memberships?|invitations?|invitees?|invite[ds]?|owners?|admins?|viewers?|permissions?|plans?|seats?|billing|subscriptions?|credits?|leads?|deals?|campaigns?|sequences?|pipelines?|assistant|clerk|stripe)$/i;

/** Names in camel case, and words in comments and texts. */
function wordsIn(text: string): string[] {
  return text.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [];
}

describe('the console’s ui', () => {
  it.each(FILES)('%s has no word of the business in its name, its code or its comments', (name) => {
    const words = [...wordsIn(name), ...wordsIn(readFileSync(join(FOLDER, name), 'utf8'))];
    expect(words.filter((word) => BUSINESS.test(word))).toEqual([]);
  });

  it('is looked through for words that are there', () => {
    expect(wordsIn('useOwnerOf(seatLimit) // of an admin').filter((word) => BUSINESS.test(word))).toEqual([
      'Owner',
      'seat',
      'admin',
    ]);
  });
});
