import type { QueryRunner } from 'typeorm';
import { ForwardOnlyMigration } from './forward-only.js';

/**
 * Functions with parameters in PL/pgSQL. Citus cannot plan a distributed query of a function in SQL that has parameters. Each keeps
 * its owner, its rights, its settings and its query. The time is that of the statement, which an index can be searched by, in
 * contrast to `clock_timestamp()`.
 *
 * `enter_organization` and `enter_with_key` stay as they are: only processes of the version before call them, and planned within
 * their query they are faster.
 */
export class FunctionsForCitus1790000000041 extends ForwardOnlyMigration {
  readonly name = 'FunctionsForCitus1790000000041';

  async up(runner: QueryRunner): Promise<void> {
    for (const signature of FUNCTIONS) {
      const [row] = (await runner.query(SELECT_FUNCTION, [signature])) as {
        definition: string;
        returns_set: boolean;
      }[];
      if (row) await runner.query(inPlpgsql(row.definition, row.returns_set));
    }
  }
}

const FUNCTIONS = [
  'seat_holders(uuid)',
  'organizations_of(uuid)',
  'deleted_organizations_of(uuid)',
  'organizations_left_by(uuid)',
  'free_organizations_owned_by(uuid)',
  'paying_organizations_of(uuid)',
  'invitations_to(text[])',
  'organization_of_invitation(uuid,text[])',
  'organizations_to_purge(timestamptz,uuid,integer)',
  'find_organizations(text,boolean)',
  'list_organizations(text,boolean,timestamptz,uuid,integer)',
];

const SELECT_FUNCTION = `
  select pg_get_functiondef(p.oid) as definition, p.proretset as returns_set
  from pg_proc p join pg_language l on l.oid = p.prolang
  where p.oid = $1::regprocedure and l.lanname = 'sql'`;

const DEFINITION = /^(.*?)\bLANGUAGE sql\b(.*?)\bAS \$function\$\n(.*)\n\$function\$\s*$/s;

function inPlpgsql(definition: string, returnsSet: boolean): string {
  const [, head, options, query] = DEFINITION.exec(definition) ?? [];
  if (head === undefined || options === undefined || query === undefined)
    throw new Error(`A function is not as its migration made it: ${definition}`);
  const body = query.replaceAll('clock_timestamp()', 'statement_timestamp()');
  return `${head}LANGUAGE plpgsql${options}AS $function$
#variable_conflict use_column
begin
  return ${returnsSet ? `query\n${body};` : `(\n${body});`}
end
$function$`;
}
