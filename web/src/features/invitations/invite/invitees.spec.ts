import fc from 'fast-check';
import { addInvitees, isInviteeList, readInviteeList } from './invitees';

const plain = (email: string) => ({ email, role: null });

it.each([
  ['ada@example.com, admin', [{ email: 'ada@example.com', role: 'admin' }]],
  ['email;role\r\nada@example.com;Viewer\r\n', [{ email: 'ada@example.com', role: 'viewer' }]],
  ['\ufeffName,Email,Role\n"Lovelace, Ada",ada@example.com,member', [{ email: 'ada@example.com', role: 'member' }]],
  [
    'ada@example.com\tadmin\tAda\ngrace@example.com',
    [{ email: 'ada@example.com', role: 'admin' }, plain('grace@example.com')],
  ],
  ['E-mail address,Name\nada@example.com,Ada "the" first', [plain('ada@example.com')]],
])('reads %j', (text, invitees) => {
  expect(isInviteeList(text)).toBe(true);
  expect(readInviteeList(text)).toEqual({ invitees, badLines: [] });
});

it.each([
  'ada@example.com, grace@example.com',
  'ada@example.com\ngrace@example.com',
  'Ada <ada@example.com>',
  'email',
  '',
])('leaves %j to the field of addresses', (text) => {
  expect(isInviteeList(text)).toBe(false);
});

it('answers a line that it cannot read with its number and the reason, and reads the others', () => {
  const { invitees, badLines } = readInviteeList(
    'email,role\n\nada@example.com,boss\nnonsense,viewer\ngrace@example.com,viewer',
  );
  expect(invitees).toEqual([{ email: 'grace@example.com', role: 'viewer' }]);
  expect(badLines).toEqual([
    { line: 3, text: 'ada@example.com,boss', reason: '“boss” isn’t a role. Use admin, member or viewer.' },
    { line: 4, text: 'nonsense,viewer', reason: '“nonsense” isn’t a valid email address.' },
  ]);
});

it('loses no line', () => {
  const cell = fc.stringMatching(/^[\w@. "-]{0,12}$/);
  const line = fc.oneof(
    fc.constantFrom('a@b.example,admin', 'c@d.example', ''),
    fc.array(cell, { maxLength: 3 }).map((cells) => cells.join(',')),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const { invitees, badLines } = readInviteeList(['email,role', ...lines].join('\n'));
      expect(invitees.length + badLines.length).toBe(lines.filter((one) => one.trim() !== '').length);
    }),
  );
});

it('lists each person once, with the last role that was given', () => {
  const known = [{ email: 'ada@example.com', role: 'admin' } as const];
  expect(addInvitees(known, [plain('ADA@example.com'), plain('b@example.com')])).toEqual([
    ...known,
    plain('b@example.com'),
  ]);
  expect(addInvitees(known, [{ email: 'ada@example.com', role: 'viewer' }])).toEqual([
    { email: 'ada@example.com', role: 'viewer' },
  ]);
});
