import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { Actor, type Person, type RoundContext } from './actor.js';
import { Calls } from './calls.js';
import { brokenPromises, foreignRows, accessViolations } from './expectations.js';
import { FAULTS, recover, injectFault, MAY_DUPLICATE_MAILS, type Fault } from './faults.js';
import { brokenInvariants } from './invariants.js';
import { Random } from './random.js';
import { Register } from './registers.js';
import { addManyLeads } from './seed.js';
import { readOrganizations, readValues } from './state.js';
import type { System } from './system.js';
import { work } from './workload.js';

const PEOPLE = 14;
const ACTORS = 8;
/** How long the workload runs at least, and until when the last fault begins. */
const WORK_MS = 6_000;
const LAST_FAULT_MS = 4_000;

export interface RoundReport {
  readonly round: number;
  readonly faults: readonly { readonly fault: Fault; readonly recovery: number | null }[];
  readonly calls: { readonly done: number; readonly refused: number; readonly unknown: number };
  readonly byOperation: ReadonlyMap<string, number>;
  readonly slowest: number;
  /** From the moment when everything was back until nothing was due. */
  readonly drained: number;
  readonly secondCopies: number;
  readonly violations: readonly string[];
}

/** Rounds of random work under random faults, each followed by a check of everything. */
export class Soak {
  private readonly random: Random;
  private remainingFaults: Fault[] = [];
  private copiesBefore = 0;

  private constructor(
    private readonly system: System,
    private readonly people: readonly Person[],
    private readonly picture: Buffer,
    seed: number,
  ) {
    this.random = new Random(seed);
  }

  static async prepare(system: System, seed: number): Promise<Soak> {
    const people: Person[] = [];
    for (let number = 1; number <= PEOPLE; number += 1) people.push(await signIn(system, number));
    const noise = {
      width: 120,
      height: 120,
      channels: 3 as const,
      noise: { type: 'gaussian', mean: 128, sigma: 60 } as const,
    };
    const picture = await sharp({ create: { ...noise, background: 'white' } })
      .png()
      .toBuffer();
    await addManyLeads(system, people);
    return new Soak(system, people, picture, seed);
  }

  /** @param most how many faults a round has */
  async round(number: number, most: number): Promise<RoundReport> {
    const faults = this.pickFaults(most);
    const registers = new Map([...(await readValues(this.system))].map(([name, value]) => [name, new Register(value)]));
    const calls = new Calls(this.system, registers);
    const context: RoundContext = {
      calls,
      people: this.people,
      organizations: await readOrganizations(this.system),
      mailbox: this.system.mailbox,
      picture: this.picture,
    };
    const recoveries = await this.runUnder(faults, context, number);
    await recover(this.system);
    const began = performance.now();
    const late = await this.system.untilNothingIsDue().then(
      () => [],
      (error: unknown) => [String(error)],
    );
    const drained = performance.now() - began;
    const violations = [
      ...calls.violations,
      ...late,
      ...(await this.findViolations(calls, registers)),
      ...this.loggedErrors(),
    ];
    const secondCopies = this.countCopies();
    if (secondCopies > 0 && !faults.some((fault) => MAY_DUPLICATE_MAILS.includes(fault))) {
      violations.push(`${secondCopies} emails were sent a second time without a reason`);
    }
    return { round: number, faults: recoveries, ...summary(calls), drained, secondCopies, violations };
  }

  private async runUnder(faults: readonly Fault[], context: RoundContext, round: number) {
    let isOver = false;
    const actors = Array.from(
      { length: ACTORS },
      (_, index) => new Actor(context, this.random.fork(), `${round}-${index}`),
    );
    const working = Promise.all(actors.map((actor) => work(actor, () => isOver)));
    const recoveries = await Promise.all([
      ...faults.map(async (fault) => {
        const random = this.random.fork();
        await delay(random.between(300, LAST_FAULT_MS));
        return { fault, recovery: await injectFault(fault, this.system, random) };
      }),
      delay(WORK_MS).then(() => null),
    ]);
    isOver = true;
    await working;
    return recoveries.filter((recovery) => recovery !== null);
  }

  private async findViolations(calls: Calls, registers: ReadonlyMap<string, Register>): Promise<string[]> {
    const tokens = new Map(this.people.map(({ userId, token }) => [userId, token]));
    return [
      ...(await brokenPromises(this.system, calls.records, registers)),
      ...(await brokenInvariants(this.system)),
      ...(await foreignRows(this.system, tokens)),
      ...(await accessViolations(this.system, this.people)),
      ...(await this.lostLogos()),
    ];
  }

  private async lostLogos(): Promise<string[]> {
    const { rows } = await this.system.database.admin.query<{ logo_id: string }>(
      'select logo_id from organization where logo_id is not null',
    );
    const broken: string[] = [];
    for (const { logo_id: id } of rows) {
      const { status } = await fetch(`${this.system.apis[0]?.url ?? ''}/logos/${id}`);
      if (status !== 200) broken.push(`the logo ${id} answers ${status}`);
    }
    return broken;
  }

  /** What the processes logged as errors. */
  private loggedErrors(): string[] {
    return this.system.processes.flatMap((slot) => slot.takeErrors());
  }

  /** Emails of which the server took more than one copy since the last time. */
  private countCopies(): number {
    const copies = [...this.system.mailbox.bySend().values()].reduce((sum, mails) => sum + mails.length - 1, 0);
    const since = copies - this.copiesBefore;
    this.copiesBefore = copies;
    return since;
  }

  /** Every fault comes equally often: each is picked once in random order, and the list is shuffled again when it is empty. */
  private pickFaults(count: number): Fault[] {
    const drawn: Fault[] = [];
    while (drawn.length < count) {
      if (this.remainingFaults.length === 0) this.remainingFaults = this.random.shuffled(FAULTS);
      const fault = this.remainingFaults.pop();
      if (fault && !drawn.includes(fault)) drawn.push(fault);
    }
    return drawn;
  }
}

function summary({ records }: Calls) {
  const count = (outcome: string): number => records.filter((record) => record.outcome === outcome).length;
  const byOperation = new Map<string, number>();
  for (const { spec, outcome } of records) {
    if (outcome === 'done') byOperation.set(spec.op, (byOperation.get(spec.op) ?? 0) + 1);
  }
  return {
    calls: { done: count('done'), refused: count('refused'), unknown: count('unknown') },
    byOperation,
    slowest: Math.max(0, ...records.map(({ milliseconds }) => milliseconds)),
  };
}

async function signIn({ apis }: System, number: number): Promise<Person> {
  const email = `person-${number}@example.com`;
  const answer = await fetch(`${apis[0]?.url ?? ''}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, name: `Person ${number}` }),
  });
  const { token, user } = (await answer.json()) as { token: string; user: { id: string } };
  return { token, userId: user.id, email };
}
