import { MemoryStore } from '@eventsource/core';
import { openTelemetry } from '@eventsource/opentelemetry';
import { context, metrics, trace } from '@opentelemetry/api';
import { expect } from 'chai';
import { Deposit, Withdraw } from '../core/accounts/account.js';
import { application, rejection } from '../core/accounts/application.js';

const clock = { now: () => new Date(0) };

/** Ids of commands are part of what is stored, so they have to be the same in both applications. */
const counting = () => {
  let made = 0;
  return { next: () => `${++made}` };
};

async function stored(memory: MemoryStore): Promise<readonly string[]> {
  const commits = await Promise.all([1, 2].map((version) => memory.read('account:alice', version)));
  return commits.flatMap((commit) => commit?.records.map((record) => Buffer.from(record).toString()) ?? ['nothing']);
}

describe('without an SDK', () => {
  it('the module registers nothing', async () => {
    const { dispatcher } = application(new MemoryStore(), openTelemetry());
    await dispatcher.dispatch(new Deposit('alice', 1));

    expect(trace.getTracer('test').startSpan('test').isRecording()).to.equal(false);
    expect(metrics.getMeterProvider().constructor.name).to.equal('NoopMeterProvider');
    expect(trace.getSpan(context.active())).to.equal(undefined);
  });

  it('what is stored and answered is the same as without the module', async () => {
    const [plain, instrumented] = [new MemoryStore(), new MemoryStore()];
    const answers = await Promise.all(
      [
        application(plain, { clock, ids: counting() }),
        application(instrumented, { clock, ids: counting() }, openTelemetry()),
      ].map(async ({ dispatcher }) => {
        const { version, metadata, cost } = await dispatcher.dispatch(new Deposit('alice', 1));
        const second = await dispatcher.dispatch(new Deposit('alice', 2), { metadata: { user: 'Ann' } });
        const error = String(await rejection(dispatcher.dispatch(new Withdraw('alice', 9))));
        return { version, metadata, cost, second: second.metadata, error };
      }),
    );

    expect(answers[1]).to.deep.equal(answers[0]);
    expect(await stored(instrumented)).to.deep.equal(await stored(plain));
  });
});
