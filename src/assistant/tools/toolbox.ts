import { Injectable } from '@nestjs/common';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import type { Scope } from '../../access/permissions.policy.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import { Problem } from '../../platform/http/problem.js';
import { logger } from '../../platform/logging/logger.js';
import { RecordFigures } from '../../records/figures/record-figures.service.js';
import { Records } from '../../records/kind/records.service.js';
import type { ToolCall, ToolDescription } from '../model/assistant-model.js';
import { salesTools } from './sales-tools.js';
import { describeTool, toolScopeOf, type Tool } from './tool.js';

/** The result of a tool is cut off after this many characters, because models pay no attention to more. */
const MAX_RESULT_LENGTH = 20_000;

/** The tools of the assistant, with the caller's own rights. */
@Injectable()
export class Toolbox {
  private readonly tools: readonly Tool[];

  constructor(
    private readonly tenants: TenantDatabase,
    records: Records,
    figures: RecordFigures,
  ) {
    this.tools = salesTools(records, figures);
  }

  /** The tools that the caller's role permits. */
  toolsOf(auth: AuthorizedContext): ToolDescription[] {
    return this.tools.filter((tool) => toolScopeOf(auth, tool) !== null).map(describeTool);
  }

  /**
   * Uses the tool that the model asks for. Errors in the call are returned to the model, so that it can correct them.
   * The caller is authorized again, since their role may change while an answer is being written.
   *
   * @throws 404 and 403 of the access check: a caller who has lost access gets no answer
   */
  async use(auth: AuthorizedContext, { name, arguments: given }: ToolCall): Promise<string> {
    await this.tenants.authorize(auth);
    const tool = this.tools.find((one) => one.name === name);
    if (!tool) return refusal('Unknown tool.');
    const scope = toolScopeOf(auth, tool);
    if (scope === null) return refusal('The member you talk to may not see this.');
    const parsed = tool.parameters.safeParse(parseJson(given));
    if (!parsed.success) {
      return refusal(
        `Wrong arguments: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`,
      );
    }
    return (await this.run(auth, tool, parsed.data, scope)).slice(0, MAX_RESULT_LENGTH);
  }

  /** A failed lookup is reported to the model as well and does not end the answer, which has been paid for. */
  private async run(auth: AuthorizedContext, tool: Tool, given: unknown, scope: Scope): Promise<string> {
    try {
      return JSON.stringify(await tool.run(auth, given, scope));
    } catch (error) {
      // A caller who has lost access gets no answer.
      await this.tenants.authorize(auth);
      logger.warn({ tool: tool.name, cause: causeOf(error) }, 'A lookup of the assistant failed.');
      return refusal('This lookup failed. Use another tool, or say that the information is not available.');
    }
  }
}

/** A code or a name only: messages may contain what a user wrote. */
function causeOf(error: unknown): string {
  if (error instanceof Problem) return error.kind.code;
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function refusal(error: string): string {
  return JSON.stringify({ error });
}

/** NUL and unpaired surrogates, which JSON can express and Postgres does not accept. */
const UNREADABLE = /\\u(0000|d[89a-f])/i;

function parseJson(text: string): unknown {
  try {
    const value: unknown = text.trim() === '' ? {} : JSON.parse(text);
    return UNREADABLE.test(JSON.stringify(value)) ? undefined : value;
  } catch {
    return undefined;
  }
}
