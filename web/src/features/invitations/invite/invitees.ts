import type { AssignableRole } from '../../../shared/roles';
import { looksLikeAnAddress } from './addresses';

/** A person to invite. */
export interface Invitee {
  readonly email: string;
  /** Null: the role that the dialog has for all. */
  readonly role: AssignableRole | null;
}

/** A line of a list that could not be read. */
export interface BadLine {
  /** From one. */
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

interface InviteeList {
  readonly invitees: readonly Invitee[];
  readonly badLines: readonly BadLine[];
}

const ROLES: readonly AssignableRole[] = ['admin', 'member', 'viewer'];

/** Adds those who are not in the list yet; a role that is given replaces the one before. */
export function addInvitees(known: readonly Invitee[], more: readonly Invitee[]): Invitee[] {
  const all = new Map(known.map((invitee) => [invitee.email.toLowerCase(), invitee]));
  for (const invitee of more) {
    const key = invitee.email.toLowerCase();
    const before = all.get(key);
    if (!before) all.set(key, invitee);
    else if (invitee.role !== null) all.set(key, { ...before, role: invitee.role });
  }
  return [...all.values()];
}

/** Whether pasted text is a list with roles, not only addresses: it has a head with "email", or a role behind an address. */
export function isInviteeList(text: string): boolean {
  const lines = linesOf(text).map(cellsOf);
  const [head] = lines;
  if (head && head.length > 1 && columnsOf(head) !== null) return true;
  return lines.some(([first = '', second = '']) => looksLikeAnAddress(first) && roleOf(second) !== null);
}

/**
 * Reads a list with a person on each line: address, role and name, or the columns in the order of its first line. Role and name may
 * be left out. Cells are separated by commas, semicolons or tabs. Lines that cannot be read are answered with the reason.
 */
export function readInviteeList(text: string): InviteeList {
  const invitees: Invitee[] = [];
  const badLines: BadLine[] = [];
  let columns = { email: 0, role: 1 };
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    if (line.trim() === '') continue;
    const cells = cellsOf(line);
    const head = invitees.length + badLines.length === 0 ? columnsOf(cells) : null;
    if (head) {
      columns = head;
      continue;
    }
    const read = readLine(cells, columns);
    if (typeof read === 'string') badLines.push({ line: index + 1, text: line, reason: read });
    else invitees.push(read);
  }
  return { invitees, badLines };
}

/** The person of a line, or why it cannot be read. */
function readLine(cells: readonly string[], columns: { email: number; role: number }): Invitee | string {
  const email = cells[columns.email] ?? '';
  const role = cells[columns.role] ?? '';
  if (!looksLikeAnAddress(email)) return `“${email}” isn’t a valid email address.`;
  if (role === '') return { email, role: null };
  const known = roleOf(role);
  return known ? { email, role: known } : `“${role}” isn’t a role. Use admin, member or viewer.`;
}

function roleOf(text: string): AssignableRole | null {
  return ROLES.find((role) => role === text.toLowerCase()) ?? null;
}

/** The columns that a first line names; null: it is not a head. */
function columnsOf(cells: readonly string[]): { email: number; role: number } | null {
  const names = cells.map((cell) => cell.toLowerCase());
  const email = names.findIndex((name) => /^(e-?mail|e-?mail[ _-]?address|address)$/.test(name));
  return email === -1 ? null : { email, role: names.indexOf('role') };
}

function linesOf(text: string): string[] {
  return text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
}

/** The cells of a line; one in quotes may contain separators. No cell goes over several lines, so an error stays in its line. */
function cellsOf(line: string): string[] {
  const cells = line.matchAll(/(?:^|[,;\t])\s*(?:"((?:[^"]|"")*)"\s*|([^,;\t]*))/g);
  return Array.from(cells, ([, quoted, plain]) =>
    (quoted?.replaceAll('""', '"') ?? plain ?? '').replace(/^\ufeff/, '').trim(),
  );
}
