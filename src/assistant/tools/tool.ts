import { z } from 'zod';
import type { AuthorizedContext } from '../../access/authorized-context.js';
import type { Permission, Scope } from '../../access/permissions.policy.js';
import type { ToolDescription } from '../model/assistant-model.js';

/** A tool that the model may use on behalf of the caller. It reads and never changes anything. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** The permission that the caller needs, at the time of the call, for the model to see the tool and to get a result. */
  readonly permission: Permission;
  readonly parameters: z.ZodType;
  /** `given` has the type of `parameters` and was validated. */
  run(auth: AuthorizedContext, given: unknown, scope: Scope): Promise<unknown>;
}

/** A tool whose arguments are typed by their own schema. */
export function tool<Parameters extends z.ZodType>(
  literal: Omit<Tool, 'parameters' | 'run'> & {
    readonly parameters: Parameters;
    readonly run: (auth: AuthorizedContext, given: z.output<Parameters>, scope: Scope) => Promise<unknown>;
  },
): Tool {
  return {
    ...literal,
    // The toolbox validates with this schema first.
    run: (auth, given, scope) => literal.run(auth, given as z.output<Parameters>, scope),
  };
}

/** The scope in which the caller has the tool's permission; null: they do not have it. */
export function toolScopeOf(auth: AuthorizedContext, { permission }: Tool): Scope | null {
  return auth.permissions().find((held) => held.permission === permission)?.scope ?? null;
}

export function describeTool({ name, description, parameters }: Tool): ToolDescription {
  const { $schema: _, ...schema } = z.toJSONSchema(parameters, { io: 'input' });
  return { name, description, parameters: schema };
}
