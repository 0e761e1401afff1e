import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TestDatabase } from './database.js';

/** One node of an executed plan, as far as the tests look. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly PlanNode[];
}

/** A statement that Postgres executed, and what it read for it. */
export interface ExecutedStatement {
  readonly text: string;
  /** Pages of tables and indexes, those of constraint checks not included. */
  readonly pages: number;
  /** The largest number of rows that one of its nodes passed on. */
  readonly rows: number;
  /** Rows that were read and not needed. */
  readonly wasted: number;
  /** What it read, and along which index. */
  readonly reads: string;
}

/** Lets Postgres log the executed plan of each statement in a database, also of those in functions and constraint checks. */
export class PlanLog {
  private constructor(
    private readonly file: string,
    private position: number,
  ) {}

  /** Takes effect for the connections that are opened afterwards. */
  static async start({ admin, name }: TestDatabase): Promise<PlanLog> {
    const settings = {
      session_preload_libraries: 'auto_explain',
      'auto_explain.log_min_duration': '0',
      'auto_explain.log_analyze': 'on',
      'auto_explain.log_buffers': 'on',
      'auto_explain.log_timing': 'off',
      'auto_explain.log_nested_statements': 'on',
      'auto_explain.log_format': 'json',
      // The values of parameters are of no interest here, and may be long.
      'auto_explain.log_parameter_max_length': '0',
    };
    await admin.query(`load 'auto_explain'`);
    for (const [setting, value] of Object.entries(settings))
      await admin.query(`alter database ${name} set ${setting} = '${value}'`);
    const file = join(process.env['TEST_FOLDER'] ?? '', 'logs', 'postgres.log');
    return new PlanLog(file, statSync(file).size);
  }

  /** Leaves out what was logged up to now: a long log does not fit into a string. */
  skip(): void {
    this.position = statSync(this.file).size;
  }

  /** The statements since the last call. */
  read(): ExecutedStatement[] {
    const file = openSync(this.file, 'r');
    const added = Buffer.alloc(fstatSync(file).size - this.position);
    readSync(file, added, 0, added.length, this.position);
    closeSync(file);
    this.position += added.length;
    return plansIn(added.toString()).map(toStatement);
  }
}

interface LoggedPlan {
  readonly 'Query Text': string;
  readonly Plan: PlanNode;
}

/** Postgres indents the lines that continue an entry with a tab. */
function plansIn(log: string): LoggedPlan[] {
  const entries = log.split(/\n(?!\t)/);
  return entries.flatMap((entry) => {
    const [, json] = /LOG: {2}duration: .*? plan:\n([\s\S]*)/.exec(entry) ?? [];
    return json === undefined ? [] : [JSON.parse(json.replace(/^\t/gm, '')) as LoggedPlan];
  });
}

function toStatement({ 'Query Text': text, Plan: plan }: LoggedPlan): ExecutedStatement {
  const nodes = flatten(plan);
  const sumOf = (valueOf: (node: PlanNode) => number): number => nodes.reduce((sum, node) => sum + valueOf(node), 0);
  return {
    text: text.replace(/\s+/g, ' ').trim(),
    pages: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
    rows: Math.max(...nodes.map((node) => node['Actual Rows'] * node['Actual Loops'])),
    wasted: sumOf((node) => removedBy(node) * node['Actual Loops']),
    reads: nodes.flatMap(readOf).join(', '),
  };
}

function removedBy(node: PlanNode): number {
  return (
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Join Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0)
  );
}

function readOf({ 'Node Type': type, 'Relation Name': table, 'Index Name': index }: PlanNode): string[] {
  if (!table && !index) return [];
  return [`${type} ${table ?? ''}${index ? ` by ${index}` : ''}`];
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
