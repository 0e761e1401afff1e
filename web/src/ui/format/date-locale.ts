/**
 * The locale of dates: English, as every text of the console, in the reader's region if their language is English. A reader with another
 * language gets the order of British English, which is the most common one.
 */
export function dateLocale(language: string = new Intl.DateTimeFormat().resolvedOptions().locale): string {
  return /^en\b/i.test(language) ? language : 'en-GB';
}
