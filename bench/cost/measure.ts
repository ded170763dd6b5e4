import type { BenchProcess, Contender } from './contender.js';
import type { CostCase, CostRow } from './cost-row.js';

interface Situation {
  readonly contender: Contender;
  readonly priorEvents: number;
  readonly process: BenchProcess;
}

interface Measurement {
  /** Whether the process has just worked on the stream. */
  readonly warm: boolean;
  /** @returns how many commands were measured. */
  readonly act: (situation: Situation) => Promise<number>;
}

const one =
  (command: (process: BenchProcess, contender: Contender) => Promise<void>) =>
  async ({ process, contender }: Situation): Promise<number> => {
    await command(process, contender);
    return 1;
  };

const measurements: Readonly<Record<CostCase, Measurement>> = {
  cached: { warm: true, act: one((process) => process.post()) },
  cold: { warm: false, act: one((process) => process.post()) },
  'three-events': { warm: true, act: one((process) => process.postThree()) },
  'rejected-cached': { warm: true, act: one((process) => process.overdraw()) },
  'lost-race': {
    warm: true,
    act: one((process, contender) => process.postBeaten(() => contender.start('rival').post())),
  },
  'life-1000': { warm: true, act: live },
};

/** 1,000 commands in a row; where only some are measured, each is taken back, and the stream grown to where the next is. */
async function live({ contender, priorEvents, process }: Situation): Promise<number> {
  const { sampling } = contender;
  for (let past = 0; past < 1000; past += sampling) {
    await process.post();
    if (sampling === 1) continue;
    await contender.rewind(priorEvents + past);
    await contender.grow(priorEvents + past + sampling);
  }
  return 1000 / sampling;
}

/** Runs one case on a stream that holds `priorEvents`, and leaves the stream as it was. */
export async function measure(contender: Contender, costCase: CostCase, priorEvents: number): Promise<CostRow> {
  const { library, log } = contender;
  const { warm, act } = measurements[costCase];
  const process = contender.start('measured');
  if (warm) await process.warm();
  log.clear();
  const commands = await act({ contender, priorEvents, process });
  const { attempts, readUnits, writeUnits } = log.total;
  await contender.rewind(priorEvents);
  return {
    case: costCase,
    library,
    priorEvents,
    requests: attempts / commands,
    rcu: readUnits / commands,
    wcu: writeUnits / commands,
  };
}
