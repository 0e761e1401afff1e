import { choicesFor, chosenTwice } from './fields';

it('offers the fields of a kind, and what only an export has where the file is one', () => {
  expect(choicesFor('campaigns', 'name').map(({ value }) => value)).toEqual([
    '',
    'name',
    'status',
    'scheduledFor',
    'ownerId',
  ]);
  expect(choicesFor('leads', 'createdAt').at(-1)).toEqual({
    value: 'createdAt',
    label: 'Don’t import (createdAt from an export)',
  });
});

it('finds fields that two columns would fill; any number may be left out', () => {
  expect([...chosenTwice(['name', '', 'email', '', 'name', 'name'])]).toEqual(['name']);
  expect([...chosenTwice(['', '', 'name'])]).toEqual([]);
});
