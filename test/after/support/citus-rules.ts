const SOURCE = 'https://github.com/citusdata/citus/blob/v13.2.2/src/backend/distributed';

/** What Citus 13 refuses in a statement, each with the place in its source where it does. */
export const CITUS_RULES = {
  volatileChange: {
    refusal: 'an UPDATE or DELETE calls a volatile function: use statement_timestamp(), or a parameter',
    source: `${SOURCE}/planner/multi_router_planner.c (SingleShardUpdateDeleteSupported, TargetlistAndFunctionsSupported)`,
  },
  lazyExpression: {
    refusal:
      'COALESCE or CASE of an UPDATE or DELETE calls a function that is not immutable: use least() or greatest()',
    source: `${SOURCE}/planner/multi_router_planner.c (MasterIrreducibleExpressionWalker)`,
  },
  stableOverColumn: {
    refusal:
      'an UPDATE or DELETE calls a stable function with a column, as a cast to a time or a sum with an interval does',
    source: `${SOURCE}/planner/multi_router_planner.c (MasterIrreducibleExpressionWalker)`,
  },
  mutableReturning: {
    refusal: 'RETURNING calls a function that is not immutable',
    source: `${SOURCE}/planner/multi_router_planner.c (TargetlistAndFunctionsSupported)`,
  },
  mutableConflict: {
    refusal: 'ON CONFLICT DO UPDATE calls a function that is not immutable: insert its value, and use that of EXCLUDED',
    source: `${SOURCE}/planner/multi_router_planner.c (ErrorIfOnConflictNotSupported)`,
  },
  conflictSubquery: {
    refusal: 'ON CONFLICT has a sub-select, which would be a distributed query within one of a shard',
    source: `${SOURCE}/executor/multi_executor.c (EnsureTaskExecutionAllowed)`,
  },
  conflictParameter: {
    refusal:
      'ON CONFLICT of rows from a SELECT has a parameter, which does not reach the shard: select it, and use EXCLUDED',
    source: `${SOURCE}/executor/insert_select_executor.c (NonPushableInsertSelectExecScan)`,
  },
  copiedRows: {
    refusal:
      'rows from a SELECT are inserted with neither RETURNING nor ON CONFLICT: by COPY, which row-level security refuses',
    source: `${SOURCE}/executor/insert_select_executor.c (NonPushableInsertSelectExecScan)`,
  },
  valueSubquery: {
    refusal: 'VALUES has a sub-select: use INSERT … SELECT',
    source: `${SOURCE}/planner/multi_router_planner.c (ModifyPartialQuerySupported)`,
  },
  plannedParameter: {
    refusal: 'an INSERT … SELECT that reads a distributed table has a parameter and is not in a CTE',
    source: `${SOURCE}/planner/distributed_planner.c (CreateDistributedPlannedStmt)`,
  },
  outerLateral: {
    refusal: 'a LATERAL of an outer join names its organization by a column: name it by a parameter',
    source: `${SOURCE}/planner/recursive_planning.c (ShouldRecursivelyPlanOuterJoins)`,
  },
} as const;

export type CitusRule = keyof typeof CITUS_RULES;
