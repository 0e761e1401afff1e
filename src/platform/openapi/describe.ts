import { applyDecorators, SetMetadata, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { ProblemKind } from '../http/problem.js';

export interface CallDescription {
  /**
   * `resource.verb`, such as `members.list`: the name of the call in generated clients. Stable; all names are listed in
   * `test/openapi/operation-ids.txt`.
   */
  readonly id: string;
  /** A few words, shown in the list of calls. */
  readonly summary: string;
  /** What a caller must know in addition to the fields. Markdown. */
  readonly description?: string;
  /** The status of success; 200 by default. */
  readonly status?: number;
  /** The class of the response; none for 204. */
  readonly answer?: Type<object>;
  /** The response for a request that asks for something else, such as a preview. */
  readonly or?: OtherAnswer;
  /** The response is a page of such items. */
  readonly list?: boolean;
  /** The response is a file of this media type. */
  readonly file?: string;
  /** The response is a stream of server-sent events (200), or can be one in addition to `answer`; an event as an example. */
  readonly events?: string;
  /** The response has its version as `ETag`. */
  readonly hasEtag?: boolean;
  /** The problems of this call only. Those that follow from its access rule, its body and its parameters are added. */
  readonly problems?: readonly ProblemKind[];
}

interface OtherAnswer {
  /** The class of the other response; of a list, of its items. */
  readonly answer: Type<object>;
  /** Its status if it differs; otherwise both are alternatives of one response. */
  readonly status?: number;
}

export const PROBLEMS_OF_CALL = 'openapi:problems';
export const ID_OF_CALL = 'openapi:id';
export const HAS_ETAG = 'openapi:etag';

/** The documentation of a call, above its route. */
export function Describe(call: CallDescription): MethodDecorator {
  const { id, summary, description, status = 200, answer, or, list = false, problems = [], hasEtag = false } = call;
  const isChoice = or !== undefined && (or.status ?? status) === status;
  const answers = [answer, isChoice ? or.answer : undefined].filter((one) => one !== undefined);
  return applyDecorators(
    ApiOperation({ operationId: id, summary, ...(description === undefined ? {} : { description }) }),
    SetMetadata(ID_OF_CALL, id),
    SetMetadata(PROBLEMS_OF_CALL, problems),
    SetMetadata(HAS_ETAG, hasEtag),
    ApiExtraModels(...answers),
    ...(answers.length === 0 && call.events !== undefined
      ? []
      : [ApiResponse({ status, description: 'Done.', ...contentOf(call.file, answers, list) })]),
    ...(or && !isChoice ? otherStatus(or, list) : []),
    ...(call.events === undefined
      ? []
      : [ApiResponse({ status: 200, description: 'The events.', content: streamOf(call.events) })]),
  );
}

function streamOf(example: string) {
  return { 'text/event-stream': { schema: { type: 'string' }, example } };
}

/** The media type of a response: JSON or a file; none for 204. */
function contentOf(file: string | undefined, answers: readonly Type<object>[], list: boolean) {
  if (file !== undefined) return { content: { [file]: { schema: { type: 'string', format: 'binary' } } } };
  return answers.length > 0 ? { schema: answerSchema(answers, list) } : {};
}

function otherStatus({ answer, status }: OtherAnswer, list: boolean): MethodDecorator[] {
  const schema = answerSchema([answer], list);
  return [ApiExtraModels(answer), ApiResponse({ status: status ?? 200, description: 'Done.', schema })];
}

function answerSchema(answers: readonly Type<object>[], list: boolean) {
  const choices = answers.map((answer) => ({ $ref: getSchemaPath(answer) }));
  const [only] = choices;
  const item = only && choices.length === 1 ? only : { oneOf: choices };
  if (!list) return item;
  return {
    type: 'object',
    required: ['data', 'nextCursor'],
    properties: {
      data: { type: 'array', items: item },
      nextCursor: {
        type: 'string',
        nullable: true,
        description: 'Send it as `cursor` to get the next page; null on the last page.',
        example: null,
      },
    },
  };
}
