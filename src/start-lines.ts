import { withDemoSuperadmin } from './demo/demo-accounts.js';
import type { RunningServiceConfiguration } from './configuration/service-configuration.js';

/**
 * What a person at a terminal reads when the service is ready: where everything is, and how to stop it.
 *
 * @param given the configuration as it was read
 * @param mailPageUrl where caught emails are read; `null` where a mail server sends them
 */
export function startLines(given: RunningServiceConfiguration, mailPageUrl: string | null): string {
  const { publicUrl, processRole, platformAdmins, platformAdminUserIds } = withDemoSuperadmin(given);
  if (processRole === 'worker') return linesOf([['Worker', 'running jobs'], STOP]);
  const hasSuperadmin = platformAdmins.length + platformAdminUserIds.length > 0;
  return linesOf([
    ['Console', publicUrl],
    ['API docs', `${publicUrl}/docs`],
    ['Emails', mailPageUrl ?? 'sent by the server of SMTP_URL'],
    [
      'Job dashboard',
      `${publicUrl}/operator (${hasSuperadmin ? 'for superadmins' : 'name a superadmin in PLATFORM_ADMINS'})`,
    ],
    STOP,
  ]);
}

const STOP = ['Stop', 'Ctrl-C'] as const;

function linesOf(lines: readonly (readonly [what: string, where: string])[]): string {
  return lines.map(([what, where]) => `${what.padEnd(15)}${where}\n`).join('');
}
