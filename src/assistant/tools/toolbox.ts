import { Injectable } from '@nestjs/common';
import type { Entry } from '../../access/entry.js';
import type { Scope } from '../../access/permissions.policy.js';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import { Problem } from '../../platform/http/problem.js';
import { logger } from '../../platform/logging/logger.js';
import { RecordFigures } from '../../records/figures/record-figures.service.js';
import { Records } from '../../records/kind/records.service.js';
import type { ToolCall, ToolDescription } from '../model/assistant-model.js';
import { salesTools } from './sales-tools.js';
import { describeTool, reachOf, type Tool } from './tool.js';

/** What a tool answers is cut off behind so many characters: the model pays attention to no more. */
const LONGEST_RESULT = 20_000;

/** The tools of the assistant, used with the caller's own rights. */
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

  /** Those that the caller's role permits. */
  toolsOf(entry: Entry): ToolDescription[] {
    return this.tools.filter((tool) => reachOf(entry, tool) !== null).map(describeTool);
  }

  /**
   * Looks up what the model asks for; what is wrong with that is told to the model, so that it can ask otherwise. The caller is
   * asked for at the door once more, since a role may change in the middle of an answer.
   *
   * @throws 404, 403 of the door: a caller who may not be here any more gets no answer at all
   */
  async use(entry: Entry, { name, arguments: given }: ToolCall): Promise<string> {
    await this.tenants.enter(entry);
    const tool = this.tools.find((one) => one.name === name);
    if (!tool) return refusal('There is no such tool.');
    const scope = reachOf(entry, tool);
    if (scope === null) return refusal('The person you talk to may not see this.');
    const parsed = tool.parameters.safeParse(parseJson(given));
    if (!parsed.success) {
      return refusal(
        `Wrong arguments: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`,
      );
    }
    return (await this.run(entry, tool, parsed.data, scope)).slice(0, LONGEST_RESULT);
  }

  /** A look-up that fails is told to the model, too: it never ends the answer, which would be an answer for nothing. */
  private async run(entry: Entry, tool: Tool, given: unknown, scope: Scope): Promise<string> {
    try {
      return JSON.stringify(await tool.run(entry, given, scope));
    } catch (error) {
      // Where the caller may not be here any more, there is no answer at all.
      await this.tenants.enter(entry);
      logger.warn({ tool: tool.name, cause: causeOf(error) }, 'A look-up of the assistant failed.');
      return refusal('This look-up failed: ask for something else, or say that it cannot be told.');
    }
  }
}

/** A code or a name: messages may quote what somebody wrote. */
function causeOf(error: unknown): string {
  if (error instanceof Problem) return error.kind.code;
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function refusal(error: string): string {
  return JSON.stringify({ error });
}

/** NUL and half characters, which JSON writes out and Postgres does not take. */
const UNREADABLE = /\\u(0000|d[89a-f])/i;

function parseJson(text: string): unknown {
  try {
    const value: unknown = text.trim() === '' ? {} : JSON.parse(text);
    return UNREADABLE.test(JSON.stringify(value)) ? undefined : value;
  } catch {
    return undefined;
  }
}
