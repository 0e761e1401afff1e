import { applyDecorators, SetMetadata, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { ProblemKind } from '../http/problem.js';

export interface CallDescription {
  /** A few words, as the list of calls shows them. */
  readonly summary: string;
  /** What a caller must know beside the fields. Markdown. */
  readonly description?: string;
  /** The status of success; 200 unless given. */
  readonly status?: number;
  /** The class of the answer; nothing for 204. */
  readonly answer?: Type<object>;
  /** The answer is a page of such items. */
  readonly list?: boolean;
  /** The answer is a file of this media type. */
  readonly file?: string;
  /** The problems of this very call. Those that its mark, its body and its parameters bring are added by themselves. */
  readonly problems?: readonly ProblemKind[];
}

export const PROBLEMS_OF_CALL = 'openapi:problems';

/** The documentation of a call, above its route. */
export function Describe(call: CallDescription): MethodDecorator {
  const { summary, description, status = 200, answer, list = false, file, problems = [] } = call;
  return applyDecorators(
    ApiOperation({ summary, ...(description === undefined ? {} : { description }) }),
    SetMetadata(PROBLEMS_OF_CALL, problems),
    ...(answer ? [ApiExtraModels(answer)] : []),
    ApiResponse({
      status,
      description: 'Done.',
      ...(answer ? { schema: answerSchema(answer, list) } : {}),
      ...(file === undefined ? {} : { content: { [file]: { schema: { type: 'string', format: 'binary' } } } }),
    }),
  );
}

function answerSchema(answer: Type<object>, list: boolean) {
  const item = { $ref: getSchemaPath(answer) };
  if (!list) return item;
  return {
    type: 'object',
    required: ['data', 'nextCursor'],
    properties: {
      data: { type: 'array', items: item },
      nextCursor: {
        type: 'string',
        nullable: true,
        description: 'Give it as `cursor` to get the next page; null on the last one.',
        example: null,
      },
    },
  };
}
