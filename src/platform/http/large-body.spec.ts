import { ArrayMaxSize, IsArray, IsString } from 'class-validator';
import { precheckLargeBody } from './large-body.js';
import { Problem } from './problem.js';

class ExampleDto {
  @IsString()
  name: string;

  @IsArray()
  @ArrayMaxSize(3, { message: 'Send at most 3 parts.' })
  parts: unknown[];
}

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, index]));

it('keeps the properties that the DTO knows and the first fifty unknown ones', () => {
  const kept = precheckLargeBody({ ...many(60), name: 'x', parts: [1, 2, 3] }, ExampleDto);
  expect(kept).toEqual({ ...many(50), name: 'x', parts: [1, 2, 3] });
});

it('refuses a list by its length, with the message of the DTO', () => {
  const refused = (): object => precheckLargeBody({ name: 1, parts: [1, 2, 3, 4] }, ExampleDto);
  expect(refused).toThrow(Problem);
  try {
    refused();
  } catch (error) {
    expect((error as Problem).members.errors).toEqual([{ pointer: '/parts', detail: 'Send at most 3 parts.' }]);
  }
});
