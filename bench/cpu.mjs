import { readdirSync, readFileSync } from 'node:fs';

/** Microseconds of a clock tick in /proc; 100 ticks a second on every Linux. */
const TICK = 10_000;

/** The CPU time that a process has used so far, in µs; null without /proc. */
export function cpuOf(pid) {
  const fields = statOf(pid);
  return fields ? (Number(fields[11]) + Number(fields[12])) * TICK : null;
}

/** The CPU time of Postgres: of all its backends and helper processes, including those that have ended. */
export function cpuOfPostgres(postmaster) {
  const own = statOf(postmaster);
  if (!own) return null;
  const ended = (Number(own[13]) + Number(own[14])) * TICK;
  return childrenOf(postmaster).reduce((sum, pid) => sum + (cpuOf(pid) ?? 0), ended);
}

function childrenOf(pid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statOf(name)?.[1] === String(pid))
    .map(Number);
}

/** The fields after the command's name, which may itself contain blanks and brackets. */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
