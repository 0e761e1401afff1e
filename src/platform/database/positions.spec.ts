import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Migrations and the embedded server set up the database, each statement by itself. */
const SOURCES = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((file) => !['migrations', 'dev'].some((folder) => file.startsWith(join('src', folder))));

/** The statements with which every transaction begins: constants of one file, in its hottest path. */
const CONSTANTS = ['access/authorization-query.ts', 'platform/database/access-lock.ts'].map((name) =>
  join('src', name),
);

/** A position as a parameter of a statement, and not as a group of a regular expression. */
const POSITION = /\$\d/;
const SQL = /\b(select|insert|update|delete|from|where|and|or|limit|case)\b|::|=/i;

/** The texts with positions whose values are not a list beside them: another place would have to know the positions. */
function distantPositions(file: string, code: string): string[] {
  const found: string[] = [];
  const readNode = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== null && POSITION.test(text) && SQL.test(text) && !hasValuesBeside(node))
      found.push(`${file}: ${text.trim().slice(0, 80)}`);
    ts.forEachChild(node, readNode);
  };
  readNode(ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true));
  return found;
}

function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join(' ');
}

/** `query('… $1', [value])`, or `{ text: '… $1', values: [value] }`; values that are spread have positions of another place. */
function hasValuesBeside(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent)) return parent.arguments[0] === node && isList(parent.arguments[1]);
  if (!ts.isPropertyAssignment(parent) || !ts.isObjectLiteralExpression(parent.parent)) return false;
  return parent.parent.properties.some(
    (property) =>
      ts.isPropertyAssignment(property) && property.name.getText() === 'values' && isList(property.initializer),
  );
}

function isList(node: ts.Node | undefined): boolean {
  return node !== undefined && ts.isArrayLiteralExpression(node) && !node.elements.some(ts.isSpreadElement);
}

describe('the positions of parameters', () => {
  it('are beside their values; a text that is composed or shared has names', () => {
    expect(SOURCES.length).toBeGreaterThan(200);
    const withPositions = SOURCES.filter((file) => !CONSTANTS.includes(file))
      .map((file) => ({ file, code: readFileSync(file, 'utf8') }))
      .filter(({ code }) => POSITION.test(code));
    expect(withPositions.flatMap(({ file, code }) => distantPositions(file, code))).toEqual([]);
  });

  it.each([
    ['in a constant', "export const SELECT = 'select 1 from t where id = $1';"],
    ['in a part', "const text = `${SELECT} and ${owned ? 'owner_id = $2' : 'true'}`;"],
    ['with values from elsewhere', "tx.query('select $1::int', values);"],
    ['with values that are continued', "tx.query('select $1::int, $2::int', [...values, 2]);"],
    ['in a statement with values from elsewhere', "read({ text: 'select $1::int', values });"],
  ])('are found %s', (_where, code) => {
    expect(distantPositions('example.ts', code)).toHaveLength(1);
  });

  it.each([
    "tx.query('select $1::int', [1]);",
    'read({ text: `select $1::int from ${table}`, values: [1] });',
    "text.replace(/a(b)/, '$1');",
    "tx.query('select :id::uuid', { id });",
  ])('are right in %s', (code) => {
    expect(distantPositions('example.ts', code)).toEqual([]);
  });
});
