/** The figures as Markdown. */
export function asMarkdown({ rows, interactions, people, loads }) {
  return [
    `Measured with \`npm run bench -- console\` in Chromium with an empty cache, 1280 × 900, the demo organization of fifty members and one ` +
      `of ${people}, the median of ${loads} loads. Slow: a processor four times slower; remote: the same behind 1.6 Mbit/s and 150 ms.`,
    '',
    '| page | requests | kB | first paint · frame · largest paint | slow: the same, and blocked | remote: first paint · frame · largest paint |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(
      ({ name, quick, slow, remote }) =>
        `| ${name} | ${Math.round(quick.requests)} | ${Math.round(quick.kilobytes)} | ${times(quick)} | ${times(slow)} · ` +
        `${Math.round(slow.blocked)} | ${times(remote)} |`,
    ),
    '',
    `| action on ${people} members, slow | to the next frame |`,
    '| --- | --- |',
    ...interactions.map(
      ({ name, milliseconds }) => `| ${name} | ${milliseconds < 16 ? 'below 16' : milliseconds} ms |`,
    ),
  ].join('\n');
}

const times = ({ paint, frame, largest }) =>
  [paint, frame, largest].map((time) => Math.round(time)).join(' · ') + ' ms';
