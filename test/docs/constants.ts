import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';

const FILES = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .map((file) => join('src', file));

/**
 * A number of the source, read without running it: most limits are the own matter of their file.
 *
 * @param file its name, wherever its folder is
 * @param name of a constant, or or of a property of one: `MODEL_LIMITS.whole`
 */
export function numberOf(file: string, name: string): number {
  const [found, ...others] = FILES.filter((path) => basename(path) === file);
  if (found === undefined || others.length > 0) throw new Error(`There is not exactly one ${file} in src.`);
  const source = ts.createSourceFile(file, readFileSync(found, 'utf8'), ts.ScriptTarget.Latest, true);
  const [constant = '', ...properties] = name.split('.');
  return calculate(source, properties.reduce(propertyOf, initializerOf(source, constant)));
}

function initializerOf(source: ts.SourceFile, name: string): ts.Expression {
  const declarations = source.statements
    .filter(ts.isVariableStatement)
    .flatMap((statement) => [...statement.declarationList.declarations]);
  const found = declarations.find((declaration) => declaration.name.getText() === name)?.initializer;
  if (!found) throw new Error(`${source.fileName} has no constant ${name}.`);
  return found;
}

function propertyOf(value: ts.Expression, name: string): ts.Expression {
  if (ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) return propertyOf(value.expression, name);
  const properties = ts.isObjectLiteralExpression(value) ? value.properties.filter(ts.isPropertyAssignment) : [];
  const found = properties.find((property) => property.name.getText() === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return found.initializer;
}

function calculate(source: ts.SourceFile, value: ts.Expression): number {
  if (ts.isNumericLiteral(value)) return Number(value.text.replaceAll('_', ''));
  if (ts.isIdentifier(value)) return calculate(source, initializerOf(source, value.text));
  if (ts.isBinaryExpression(value) && value.operatorToken.kind === ts.SyntaxKind.AsteriskToken) {
    return calculate(source, value.left) * calculate(source, value.right);
  }
  throw new Error(`${source.fileName}: ${value.getText()} is not a number that can be read.`);
}
