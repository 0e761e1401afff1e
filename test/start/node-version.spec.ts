import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the check that runs before each command prints under this version of Node. */
function check(version: string): { code: number | null; text: string } {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' })`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, join('scripts', 'check-node.mjs')],
    { encoding: 'utf8' },
  );
  return { code: status, text: stderr };
}

describe('a Node that is not supported', () => {
  it.each(['18.20.8', '20.18.1', '21.7.3', '22.11.0', '23.9.0'])('%s ends with one sentence', (version) => {
    expect(check(version)).toEqual({
      code: 1,
      text: `This needs Node 20.19, 22.12, 24.0 or a newer release of one of these lines, but this is Node ${version}; install one of them and run the command again.\n`,
    });
  });

  it.each(['20.19.0', '20.20.2', '22.12.0', '24.22.3'])('does not include %s', (version) => {
    expect(check(version)).toEqual({ code: 0, text: '' });
  });

  it('is found before each command that starts the service, builds or tests', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    const commands = ['start', 'dev', 'demo', 'test', 'test:soak', 'test:nodes', 'migrate', 'seed', 'bench', 'build'];
    for (const name of commands)
      expect([name, scripts[name]]).toEqual([name, expect.stringMatching(/^node scripts\/check-node\.mjs && /)]);
  });
});
