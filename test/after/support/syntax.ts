import type { Node, SelectStmt, SubLink } from 'libpg-query';

/** Whether two sides are called equal: `left = right`, also within a row of several. */
export interface Equality {
  readonly left: Node;
  readonly right: Node;
}

/** The equalities that hold for every row that a condition lets through: those joined by AND, and by no OR or NOT. */
export function equalitiesIn(condition: Node | undefined): Equality[] {
  if (!condition) return [];
  if ('BoolExpr' in condition) {
    return condition.BoolExpr.boolop === 'AND_EXPR' ? (condition.BoolExpr.args ?? []).flatMap(equalitiesIn) : [];
  }
  if (!('A_Expr' in condition)) return [];
  const { kind, name = [], lexpr, rexpr } = condition.A_Expr;
  const [operator] = name;
  const isEquality = kind === 'AEXPR_OP' && operator && 'String' in operator && operator.String.sval === '=';
  return isEquality && lexpr && rexpr ? paired(lexpr, rexpr) : [];
}

/** `(a, b) = (c, d)` is `a = c and b = d`. */
function paired(left: Node, right: Node): Equality[] {
  if (!('RowExpr' in left) || !('RowExpr' in right)) return [{ left, right }];
  const others = right.RowExpr.args ?? [];
  return (left.RowExpr.args ?? []).flatMap((node, index) => {
    const other = others[index];
    return other ? [{ left: node, right: other }] : [];
  });
}

/** Whether an expression is a value from outside: parameters and constants, nothing that a row holds. */
export function isGiven(expression: Node): boolean {
  let given = true;
  forEachNode(expression, (kind) => {
    if (kind === 'ColumnRef' || kind === 'SubLink') given = false;
  });
  return given;
}

/** The sub-selects in an expression, or in any part of a statement that is none itself. */
export function subSelectsIn(part: unknown): SelectStmt[] {
  const found: SelectStmt[] = [];
  forEachNode(part, (kind, node) => {
    if (kind !== 'SubLink') return;
    const { subselect } = node as SubLink;
    if (subselect && 'SelectStmt' in subselect) found.push(subselect.SelectStmt);
  });
  return found;
}

/**
 * Calls for each node of a tree with its kind. What is inside a statement in it is left to anyone who checks that one.
 */
function forEachNode(part: unknown, onNode: (kind: string, node: unknown) => void): void {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (/^[A-Z]/.test(key)) onNode(key, value);
    if (key !== 'SelectStmt') forEachNode(value, onNode);
  }
}
