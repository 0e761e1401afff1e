import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A service of docker-compose.yml, as much of it as is looked at. */
export interface ComposeService {
  readonly image: string;
  readonly restart?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
}

interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

export const COMPOSE_TEXT = readFileSync('docker-compose.yml', 'utf8');

/** Names that stand for a value of `.env`, and whether Compose stops without one. */
export function variablesOfCompose(): Map<string, boolean> {
  const found = new Map<string, boolean>();
  for (const [, name = '', required] of COMPOSE_TEXT.matchAll(/\$\{(\w+)(:\?)?[^}]*\}/g)) {
    found.set(name, (found.get(name) ?? false) || required !== undefined);
  }
  return found;
}

/** The file as Compose reads it, with these values for its variables. */
export function readCompose(values: Readonly<Record<string, string>>): Compose {
  const filled = COMPOSE_TEXT.replace(/\$\{(\w+)(?::\?[^}]*)?\}/g, (_whole, name: string) => values[name] ?? '');
  return parse(filled, { merge: true }) as Compose;
}

/** Upon whom a service waits, and for what. */
export function waitsFor({ depends_on: dependencies = [] }: ComposeService): [name: string, condition: string][] {
  if (!Array.isArray(dependencies)) {
    return Object.entries(dependencies as Record<string, { condition: string }>).map(([name, { condition }]) => [
      name,
      condition,
    ]);
  }
  return (dependencies as readonly string[]).map((name) => [name, 'service_started']);
}
