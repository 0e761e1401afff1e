import { z } from 'zod';
import type { Entry } from '../../access/entry.js';
import type { Permission, Scope } from '../../access/permissions.policy.js';
import type { ToolDescription } from '../model/assistant-model.js';

/** Something that the model may look up on behalf of the caller: it reads, and never changes anything. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** What the caller must hold, at this very moment, for the model to be told of it and to get an answer. */
  readonly permission: Permission;
  readonly parameters: z.ZodType;
  /** `given` is what `parameters` let through. */
  run(entry: Entry, given: unknown, scope: Scope): Promise<unknown>;
}

/** A tool whose arguments are typed by their own schema. */
export function tool<Parameters extends z.ZodType>(
  literal: Omit<Tool, 'parameters' | 'run'> & {
    readonly parameters: Parameters;
    readonly run: (entry: Entry, given: z.output<Parameters>, scope: Scope) => Promise<unknown>;
  },
): Tool {
  return {
    ...literal,
    // The toolbox parses with this very schema first.
    run: (entry, given, scope) => literal.run(entry, given as z.output<Parameters>, scope),
  };
}

/** How far the caller holds what the tool needs; null: not at all. */
export function reachOf(entry: Entry, { permission }: Tool): Scope | null {
  return entry.permissions().find((held) => held.permission === permission)?.scope ?? null;
}

export function describeTool({ name, description, parameters }: Tool): ToolDescription {
  const { $schema: _, ...schema } = z.toJSONSchema(parameters, { io: 'input' });
  return { name, description, parameters: schema };
}
