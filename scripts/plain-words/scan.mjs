import ts from 'typescript';
import { NAME_WORDS, PUBLIC_NAMES, WORDS } from './list.mjs';

/** In a string, what looks like a path, a property or an identifier is a name, not a word. */
const BORDER = { before: String.raw`(?<![\w./#@:-])`, after: String.raw`(?![\w/:-]|\.\w)` };
const PATTERNS = WORDS.map(([words, instead]) => ({
  pattern: new RegExp(`${BORDER.before}(?:${words})${BORDER.after}`, 'gi'),
  instead,
}));

const KINDS = /(\.(ts|tsx|mjs|cjs|css|md|yml|html|example|sql|mjml|typ)|(^|\/)Dockerfile)$/;

/** Files whose words are not ours, or that list the words themselves. */
const EXCEPT = [
  /^package-lock\.json$/,
  /^scripts\/plain-words\//,
  /^docs\/STYLE\.md$/,
  /^test\/docs\/words\.spec\.ts$/,
  /^src\/migrations\/.*\.ts$/,
];

/** Whether the lint reads the words of this file of the repository. */
export function isRead(file) {
  return KINDS.test(file) && !EXCEPT.some((pattern) => pattern.test(file));
}

/** The unwanted words in a file's comments, strings, prose and names: `{ file, line, word, instead }`. */
export function findingsIn(file, text) {
  return [...textFindings(file, text), ...(/\.(ts|tsx|mjs)$/.test(file) ? nameFindings(file, text) : [])];
}

function textFindings(file, text) {
  return passagesOf(file, text).flatMap(({ from, passage }) =>
    PATTERNS.flatMap(({ pattern, instead }) =>
      [...passage.matchAll(pattern)].map((match) => ({
        file,
        line: text.slice(0, from + match.index).split('\n').length,
        word: match[0].trim(),
        instead,
      })),
    ),
  );
}

/** Of code the comments, strings and texts of pages; of everything else the whole. */
function passagesOf(file, text) {
  if (/\.(ts|tsx|mjs|cjs)$/.test(file)) return passagesOfCode(file, text);
  const prose = file.endsWith('.md') ? withoutCode(text) : text;
  return [{ from: 0, passage: prose }];
}

/** Inline code and links name things; they are blanked, so that the places stay. */
function withoutCode(text) {
  const blank = (found) => found.replace(/[^\n]/g, ' ');
  return text.replace(/^ *```[\s\S]*?^ *```$/gm, blank).replace(/`[^`\n]*`|\{@link [^}]*\}|\]\([^)\s]*\)/g, blank);
}

/** In SQL, the alias of a column is the name of a property. */
function withoutAliases(text) {
  if (!/\b(select|returning)\b/.test(text)) return text;
  return text.replace(/(?<=\bas )\w+/g, (alias) => ' '.repeat(alias.length));
}

function passagesOfCode(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const passages = [];
  const seen = new Set();
  const addComments = (ranges) => {
    for (const { pos, end } of ranges ?? []) {
      if (seen.has(pos)) continue;
      seen.add(pos);
      passages.push({ from: pos, passage: withoutCode(text.slice(pos, end)) });
    }
  };
  const readNode = (node) => {
    if (node.kind !== ts.SyntaxKind.JsxText) {
      addComments(ts.getLeadingCommentRanges(text, node.getFullStart()));
      addComments(ts.getTrailingCommentRanges(text, node.getEnd()));
    }
    if (isText(node)) passages.push({ from: node.getStart(source), passage: withoutAliases(node.getText(source)) });
    // Tokens too: a comment in an empty block belongs to its closing brace.
    for (const child of node.getChildren(source)) readNode(child);
  };
  readNode(source);
  addComments(ts.getLeadingCommentRanges(text, source.endOfFileToken.getFullStart()));
  return passages;
}

/** A text, but not the name of a module. */
function isText(node) {
  if (ts.isJsxText(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node))
    return true;
  if (!ts.isStringLiteral(node) && !ts.isNoSubstitutionTemplateLiteral(node)) return false;
  return !ts.isImportDeclaration(node.parent) && !ts.isExportDeclaration(node.parent) && /\s/.test(node.text.trim());
}

/** The unwanted words in what the file declares: classes, functions, variables, parameters, properties, types. */
function nameFindings(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const findings = [];
  const readNode = (node) => {
    const { name } = node;
    // An import or a column names what was declared elsewhere.
    if (name && ts.isIdentifier(name) && !ts.isImportSpecifier(node) && !isStored(name.text)) {
      for (const word of wordsOf(name.text)) {
        const instead = NAME_WORDS.get(word);
        if (instead === undefined) continue;
        const line = source.getLineAndCharacterOfPosition(name.getStart(source)).line + 1;
        findings.push({ file, line, word: name.text, instead });
      }
    }
    ts.forEachChild(node, readNode);
  };
  readNode(source);
  return findings;
}

function isStored(name) {
  return name.includes('_') || PUBLIC_NAMES.has(name);
}

function wordsOf(name) {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => word.toLowerCase());
}
