import type { Node } from 'libpg-query';
import { resolveColumn, type Scope, type Source } from './scope.js';
import { equalitiesIn, isGiven } from './syntax.js';

/** Two sides that are equal for every row of those sources that `restricts` names. */
interface Fact {
  readonly sides: () => readonly [Side, Side];
  readonly restricts: ReadonlySet<Source>;
}

/** What is compared: sources whose column holds a tenant's id, and whether the value comes from outside. */
interface Side {
  readonly sources: readonly Source[];
  readonly isGiven: boolean;
}

/** One SELECT, UPDATE or DELETE without those inside it: what it reads, and what of that is routed. */
export class Level implements Scope {
  readonly sources: Source[] = [];
  readonly ctes = new Map<string, never>();
  private readonly facts: Fact[] = [];

  /** @param outer the levels around it, and the CTEs in sight */
  constructor(readonly outer: Scope) {}

  add(source: Source): Source {
    this.sources.push(source);
    return source;
  }

  /** Takes a condition: a row of these sources that does not meet it is not touched. */
  condition(condition: Node | undefined, restricts: readonly Source[]): void {
    for (const { left, right } of equalitiesIn(condition)) {
      this.facts.push({ sides: () => [this.side(left), this.side(right)], restricts: new Set(restricts) });
    }
  }

  /** Takes a join by a column of the same name on both sides. */
  using(column: string, [left, right]: readonly [readonly Source[], readonly Source[]], restricts: readonly Source[]) {
    const sideWith = (side: readonly Source[]): Side => ({
      sources: side.filter(({ columns }) => columns.includes(column)),
      isGiven: false,
    });
    this.facts.push({ sides: () => [sideWith(left), sideWith(right)], restricts: new Set(restricts) });
  }

  /** Follows the equalities until nothing more is routed by them. */
  propagate(): void {
    let hasChanged = true;
    while (hasChanged) {
      hasChanged = false;
      for (const { sides, restricts } of this.facts) {
        const [left, right] = sides();
        const open = [...newlyRouted(left, right), ...newlyRouted(right, left)].filter((source) =>
          restricts.has(source),
        );
        for (const source of open) source.isRouted = hasChanged = true;
      }
    }
  }

  private side(expression: Node): Side {
    const sources = 'ColumnRef' in expression ? resolveColumn(expression.ColumnRef, this) : [];
    return { sources, isGiven: isGiven(expression) };
  }
}

/** What `to` reads and is not routed yet, where `from` is. */
function newlyRouted(from: Side, to: Side): Source[] {
  const isRouted = from.isGiven || from.sources.some((source) => source.isRouted);
  return isRouted ? to.sources.filter((source) => !source.isRouted) : [];
}
