import { parse } from 'libpg-query';
import type { DeleteStmt, FuncCall, InsertStmt, JoinExpr, Node, SelectStmt, UpdateStmt } from 'libpg-query';
import { tablesBelow } from './routing-check.js';
import { CITUS_RULES, type CitusRule } from './citus-rules.js';
import { equalitiesIn, isGiven } from './syntax.js';
import { TENANT_COLUMN } from './scope.js';
import { volatilityOf } from './volatility.js';

/** The tables as Citus has them; those of tenants have row-level security. */
export interface DistributedTables {
  readonly tenant: ReadonlySet<string>;
  readonly reference: ReadonlySet<string>;
}

/**
 * What Citus 13 would refuse of a statement. Empty when all is well. Plain Postgres accepts all of it, and a parsed statement has no
 * types, so the rules are somewhat stricter than Citus: they say how a statement is written that both accept.
 *
 * @throws what Postgres' own parser has against the text
 */
export async function refusedByCitus(text: string, tables: DistributedTables): Promise<string[]> {
  const { stmts = [] } = await parse(text);
  const check = new CitusCheck(tables);
  for (const { stmt } of stmts) if (stmt) check.statement(stmt);
  return [...check.problems];
}

type Change = UpdateStmt | DeleteStmt;

/** Citus 13.2.2 plans these LATERALs as they are, which was tried: the rule is stricter than Citus. */
const ACCEPTED_LATERALS: ReadonlySet<string> = new Set(['invitation_mail']);

class CitusCheck {
  readonly problems = new Set<string>();

  constructor(private readonly tables: DistributedTables) {}

  statement(node: Node): void {
    if ('InsertStmt' in node && this.isDistributed(node.InsertStmt)) this.outerInsert(node.InsertStmt);
    for (const { kind, value } of nodesBelow(node, { intoSelects: true })) {
      if (kind === 'UpdateStmt' || kind === 'DeleteStmt') this.change(value as Change);
      if (kind === 'InsertStmt') this.insert(value as InsertStmt);
      if (kind === 'JoinExpr') this.join(value as JoinExpr);
    }
  }

  private change(change: Change): void {
    if (!this.isDistributed(change)) return;
    if (functionsIn(change).some((call) => volatilityOf(call) === 'volatile')) this.report('volatileChange');
    this.reportUnknown(functionsIn(change));
    const expressions = [change.whereClause, 'targetList' in change ? change.targetList : [], change.returningClause];
    for (const { kind, value } of nodesBelow(expressions, { intoSelects: false })) {
      if ((kind === 'CoalesceExpr' || kind === 'CaseExpr') && isMutable(value)) this.report('lazyExpression');
      if (isStableOverColumn(kind, value)) this.report('stableOverColumn');
    }
    if (isMutable(change.returningClause)) this.report('mutableReturning');
  }

  private insert(insert: InsertStmt): void {
    const { relation, selectStmt, onConflictClause: conflict, returningClause } = insert;
    const select = selectStmt && 'SelectStmt' in selectStmt ? selectStmt.SelectStmt : undefined;
    if (this.isAnyDistributed(select?.valuesLists)) this.report('valueSubquery');
    if (!this.isDistributed(insert)) return;
    const isFromSelect = select !== undefined && !select.valuesLists;
    const isSecured = this.tables.tenant.has(relation?.relname ?? '');
    if (isFromSelect && isSecured && !conflict && !returningClause) this.report('copiedRows');
    if (isMutable(returningClause)) this.report('mutableReturning');
    if (!conflict) return;
    this.reportUnknown(functionsIn(conflict));
    if (isMutable(conflict)) this.report('mutableConflict');
    if (has(conflict, 'SubLink')) this.report('conflictSubquery');
    if (isFromSelect && has(conflict, 'ParamRef')) this.report('conflictParameter');
  }

  /** An INSERT that is in no CTE. */
  private outerInsert({ selectStmt, withClause }: InsertStmt): void {
    if (selectStmt && 'SelectStmt' in selectStmt && selectStmt.SelectStmt.valuesLists) return;
    const read = [selectStmt, withClause];
    const isTenantRead = tablesBelow(read).some(({ relname = '' }) => this.tables.tenant.has(relname));
    if (isTenantRead && has(read, 'ParamRef')) this.report('plannedParameter');
  }

  private join({ jointype, rarg }: JoinExpr): void {
    if (jointype === 'JOIN_INNER' || !rarg || !('RangeSubselect' in rarg) || !rarg.RangeSubselect.lateral) return;
    const { subquery } = rarg.RangeSubselect;
    if (subquery && 'SelectStmt' in subquery && !this.isNamedByParameter(subquery.SelectStmt))
      this.report('outerLateral');
  }

  private isNamedByParameter({ fromClause = [], whereClause }: SelectStmt): boolean {
    const tenants = tablesBelow(fromClause).filter(
      ({ relname = '' }) => this.tables.tenant.has(relname) && !ACCEPTED_LATERALS.has(relname),
    );
    const named = equalitiesIn(whereClause).filter(
      ({ left, right }) => (isTenantColumn(left) && isGiven(right)) || (isTenantColumn(right) && isGiven(left)),
    );
    return named.length >= tenants.length;
  }

  private isDistributed({ relation }: Pick<Change, 'relation'>): boolean {
    const name = relation?.relname ?? '';
    return this.tables.tenant.has(name) || this.tables.reference.has(name);
  }

  private isAnyDistributed(part: unknown): boolean {
    return tablesBelow(part).some((table) => this.isDistributed({ relation: table }));
  }

  private reportUnknown(names: readonly string[]): void {
    for (const name of names.filter((called) => volatilityOf(called) === null))
      this.problems.add(`${name}: its volatility is not listed in test/after/support/volatility.ts`);
  }

  private report(rule: CitusRule): void {
    this.problems.add(`${CITUS_RULES[rule].refusal}; ${CITUS_RULES[rule].source}`);
  }
}

interface FoundNode {
  readonly kind: string;
  readonly value: unknown;
}

/** The nodes of a tree, those of sub-selects only where asked for. */
function nodesBelow(part: unknown, options: { readonly intoSelects: boolean }): FoundNode[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([kind, value]) => [
    ...(/^[A-Z]/.test(kind) ? [{ kind, value: value as unknown }] : []),
    ...(kind === 'SelectStmt' && !options.intoSelects ? [] : nodesBelow(value, options)),
  ]);
}

const has = (part: unknown, kind: string): boolean =>
  nodesBelow(part, { intoSelects: true }).some((node) => node.kind === kind);

/** The names of all functions that are called, without their schema. */
function functionsIn(part: unknown): string[] {
  return nodesBelow(part, { intoSelects: true }).flatMap(({ kind, value }) =>
    kind === 'FuncCall' ? [nameOf((value as FuncCall).funcname)] : kind === 'SQLValueFunction' ? ['now'] : [],
  );
}

function isMutable(part: unknown): boolean {
  return functionsIn(part).some((name) => volatilityOf(name) !== 'immutable');
}

/** Types of which the text depends on the time zone or the format of the session. */
const TIMES = ['timestamptz', 'timestamp', 'date', 'time', 'timetz', 'interval'];

function isStableOverColumn(kind: string, value: unknown): boolean {
  if (!has(value, 'ColumnRef')) return false;
  if (kind === 'FuncCall') return volatilityOf(nameOf((value as FuncCall).funcname)) === 'stable';
  if (kind === 'TypeCast') return TIMES.includes(typeOf(value));
  if (kind !== 'A_Expr') return false;
  const { name, lexpr, rexpr } = value as { name?: Node[]; lexpr?: unknown; rexpr?: unknown };
  return ['+', '-'].includes(nameOf(name)) && [lexpr, rexpr].some((side) => isInterval(side));
}

function isInterval(side: unknown): boolean {
  return nodesBelow(side, { intoSelects: false }).some(
    ({ kind, value }) =>
      (kind === 'TypeCast' && typeOf(value) === 'interval') ||
      (kind === 'FuncCall' && nameOf((value as FuncCall).funcname) === 'make_interval'),
  );
}

const typeOf = (cast: unknown): string => nameOf((cast as { typeName?: { names?: Node[] } }).typeName?.names);

function nameOf(parts: readonly Node[] | undefined): string {
  const last = parts?.at(-1);
  return last && 'String' in last ? (last.String.sval ?? '') : '';
}

function isTenantColumn(node: Node): boolean {
  return 'ColumnRef' in node && nameOf(node.ColumnRef.fields) === TENANT_COLUMN;
}
