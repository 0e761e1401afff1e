import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A text that the source has for an error of a field. */
interface FieldDetail {
  readonly file: string;
  /** With “…” for what is inserted when it is answered. */
  readonly detail: string;
}

/**
 * The details of field errors in the source: `detail` beside a `pointer`, `message` of a rule of class-validator, and what a rule
 * of our own returns. Those that are put together in another way are held to the same words when a test meets them in an answer
 * (`test/support/documented.ts`).
 */
export function fieldDetailsOfSource(): FieldDetail[] {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^(?!.*\.spec\.ts$)(?!demo|notices|platform\/(?:config|logging|embedded)).*\.ts$/.test(file),
  );
  return files.flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(join('src', file), 'utf8'), ts.ScriptTarget.Latest, true);
    const found: FieldDetail[] = [];
    const readNode = (node: ts.Node): void => {
      const text = textOf(node);
      if (text !== null) found.push({ file, detail: text });
      ts.forEachChild(node, readNode);
    };
    readNode(source);
    return found;
  });
}

function textOf(node: ts.Node): string | null {
  if (ts.isPropertyAssignment(node)) {
    const name = node.name.getText();
    const isField = (name === 'detail' && hasPointer(node.parent)) || (name === 'message' && isRule(node.parent));
    return isField || name === 'refusal' ? readText(node.initializer) : null;
  }
  const isOwnRule = ts.isReturnStatement(node) && nameAround(node) === 'defaultMessage';
  return isOwnRule && node.expression ? readText(node.expression) : null;
}

function hasPointer({ properties }: ts.ObjectLiteralExpression): boolean {
  return properties.some(({ name }) => name?.getText() === 'pointer');
}

/** The options of a decorator such as `@IsIn(PLANS, { message })`. */
function isRule(options: ts.Node): boolean {
  return ts.isCallExpression(options.parent) && ts.isDecorator(options.parent.parent);
}

function nameAround(node: ts.Node): string | undefined {
  const method = ts.findAncestor(node, ts.isMethodDeclaration);
  return method?.name.getText();
}

function readText(node: ts.Expression): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
}
