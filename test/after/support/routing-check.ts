import type { DeleteStmt, InsertStmt, JoinExpr, Node, RangeVar, SelectStmt, UpdateStmt, WithClause } from 'libpg-query';
import { Level } from './level.js';
import { both, outputsOf, outputsOfRows, renamed, rowsIn } from './outputs.js';
import { derivedSource, cteOf, namesOf, TENANT_COLUMN, type Output, type Scope, type Source } from './scope.js';
import { isGiven, subSelectsIn } from './syntax.js';

/** Goes through a statement from the outside in, and keeps what it finds unrouted. See `unrouted`. */
export class RoutingCheck {
  readonly problems: string[] = [];
  private readonly checked = new WeakSet<RangeVar>();

  constructor(private readonly tenantTables: ReadonlySet<string>) {}

  /** Answers what the statement itself answers. */
  statement(node: Node, scope: Scope): Output[] {
    if ('SelectStmt' in node) return this.select(node.SelectStmt, scope);
    if ('InsertStmt' in node) return this.insert(node.InsertStmt, scope);
    if ('UpdateStmt' in node) return this.change(node.UpdateStmt, node.UpdateStmt.fromClause, scope);
    if ('DeleteStmt' in node) return this.change(node.DeleteStmt, node.DeleteStmt.usingClause, scope);
    return [];
  }

  /** Tenant tables where none of the above looked: in another kind of statement, such as TRUNCATE or MERGE. */
  uncheckedTables(statements: unknown): string[] {
    return tablesBelow(statements)
      .filter((table) => this.isTenant(table) && !this.checked.has(table))
      .map(({ relname = '' }) => `${relname}: in a kind of statement that cannot be checked`);
  }

  private select(select: SelectStmt, outer: Scope): Output[] {
    const { withClause, larg, rarg, fromClause, whereClause, valuesLists, targetList, ...others } = select;
    const around = this.withCtes(withClause, outer);
    if (larg && rarg) {
      this.subSelects(others, around);
      return both(this.select(larg, around), this.select(rarg, around));
    }
    const level = new Level(around);
    this.read(level, fromClause, whereClause);
    this.subSelects([targetList, valuesLists, others], level);
    return valuesLists ? outputsOfRows(rowsIn(valuesLists)) : outputsOf(targetList, level);
  }

  private insert(insert: InsertStmt, outer: Scope): Output[] {
    const { relation, cols = [], selectStmt, onConflictClause, returningClause, withClause } = insert;
    const around = this.withCtes(withClause, outer);
    const at = cols.findIndex((column) => 'ResTarget' in column && column.ResTarget.name === TENANT_COLUMN);
    const level = new Level(around);
    const target = this.source(relation, level);
    target.isRouted = this.namesTenant(selectStmt, at, around);
    level.add(target);
    this.report(level);
    this.subSelects([onConflictClause, returningClause], level);
    return outputsOf(returningClause?.exprs, level);
  }

  /** Whether what is inserted says at this place which organization it belongs to. Each row of VALUES may name its own. */
  private namesTenant(rows: Node | undefined, at: number, scope: Scope): boolean {
    const outputs = rows ? this.statement(rows, scope) : [];
    if (!rows || !('SelectStmt' in rows) || !rows.SelectStmt.valuesLists) return outputs[at]?.isTenant ?? false;
    return rowsIn(rows.SelectStmt.valuesLists).every((row) => {
      const value = row[at];
      return value !== undefined && !('SetToDefault' in value) && isGiven(value);
    });
  }

  private change(statement: UpdateStmt | DeleteStmt, others: Node[] | undefined, outer: Scope): Output[] {
    const { relation, whereClause, returningClause, withClause } = statement;
    const level = new Level(this.withCtes(withClause, outer));
    level.add(this.source(relation, level));
    this.read(level, others, whereClause);
    this.subSelects(['targetList' in statement ? statement.targetList : [], returningClause], level);
    return outputsOf(returningClause?.exprs, level);
  }

  /** What may be named behind a WITH. */
  private withCtes(clause: WithClause | undefined, outer: Scope): Scope {
    const ctes = new Map<string, readonly Output[]>();
    const scope = { sources: [], ctes, outer };
    for (const node of clause?.ctes ?? []) {
      if (!('CommonTableExpr' in node)) continue;
      const { ctename = '', ctequery, aliascolnames } = node.CommonTableExpr;
      ctes.set(ctename, renamed(ctequery ? this.statement(ctequery, scope) : [], namesOf(aliascolnames)));
    }
    return scope;
  }

  /** Checks what a level reads, with the sub-selects in its FROM and WHERE. */
  private read(level: Level, from: readonly Node[] = [], where: Node | undefined): void {
    const laterals: (() => void)[] = [];
    for (const node of from) this.collectSources(node, level, laterals);
    level.condition(where, level.sources);
    level.propagate();
    for (const lateral of laterals) {
      lateral();
      level.propagate();
    }
    this.report(level);
    this.subSelects([from, where], level);
  }

  /** Adds what a part of a FROM reads, and answers it. A LATERAL is left for later: it sees what is beside it. */
  private collectSources(node: Node, level: Level, laterals: (() => void)[]): Source[] {
    if ('JoinExpr' in node) return this.join(node.JoinExpr, level, laterals);
    if ('RangeVar' in node) return [level.add(this.source(node.RangeVar, level))];
    if (!('RangeSubselect' in node)) return [];
    const { subquery, alias, lateral } = node.RangeSubselect;
    const name = alias?.aliasname ?? '';
    const answer = (scope: Scope): Source =>
      derivedSource(name, renamed(subquery ? this.statement(subquery, scope) : [], namesOf(alias?.colnames)));
    if (!lateral) return [level.add(answer(level.outer))];
    const source = level.add(derivedSource(name, []));
    laterals.push(() => {
      source.columns = answer(level).columns;
    });
    return [source];
  }

  private join(
    { larg, rarg, jointype, quals, usingClause }: JoinExpr,
    level: Level,
    laterals: (() => void)[],
  ): Source[] {
    const left = larg ? this.collectSources(larg, level, laterals) : [];
    const right = rarg ? this.collectSources(rarg, level, laterals) : [];
    // An outer join keeps the rows of its outer side, whatever its condition says.
    const restricts = [
      ...(jointype === 'JOIN_LEFT' || jointype === 'JOIN_FULL' ? [] : left),
      ...(jointype === 'JOIN_RIGHT' || jointype === 'JOIN_FULL' ? [] : right),
    ];
    level.condition(quals, restricts);
    for (const column of namesOf(usingClause)) level.using(column, [left, right], restricts);
    return [...left, ...right];
  }

  private source(table: RangeVar | undefined, scope: Scope): Source {
    const { relname = '', schemaname, alias } = table ?? {};
    const name = alias?.aliasname ?? relname;
    if (table) this.checked.add(table);
    const cte = schemaname === undefined ? cteOf(relname, scope) : null;
    if (cte) return derivedSource(name, cte);
    if (!table || !this.isTenant(table)) return derivedSource(name, []);
    return { name, table: relname, columns: [TENANT_COLUMN], isRouted: false };
  }

  private isTenant({ relname = '', schemaname = 'public' }: RangeVar): boolean {
    return schemaname === 'public' && this.tenantTables.has(relname);
  }

  private report(level: Level): void {
    for (const { name, table, isRouted } of level.sources) {
      if (table !== null && !isRouted) this.problems.push(name === table ? table : `${table} as ${name}`);
    }
  }

  private subSelects(part: unknown, scope: Scope): void {
    for (const select of subSelectsIn(part)) this.select(select, scope);
  }
}

/** All tables that a tree names, whatever for; `for update of x` names again what it has. */
export function tablesBelow(part: unknown): RangeVar[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = 'relname' in part ? [part as RangeVar] : [];
  return [
    ...own,
    ...Object.entries(part).flatMap(([key, value]) => (key === 'lockingClause' ? [] : tablesBelow(value))),
  ];
}
