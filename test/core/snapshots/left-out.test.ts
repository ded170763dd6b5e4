import {
  Aggregate,
  Event,
  EventHandler,
  MemoryStore,
  type Report,
  Repository,
  UnserializableError,
} from '@eventsource/core';
import { expect } from 'chai';
import { Transform } from 'class-transformer';
import { application } from '../application.js';
import { WatchedStore } from './watched-store.js';

@Event('happened')
class Happened {
  constructor(readonly what: 'nothing' | 'a date' | 'a half' = 'nothing') {}
}

@Aggregate('forgetful', { snapshot: { every: 2 } })
class Forgetful {
  events = 0;
  last: { at: unknown } = { at: null };

  @Transform(({ value }) => Math.round(value))
  half = 0;

  @EventHandler()
  protected happened({ what }: Happened) {
    this.events++;
    this.last = { at: what === 'a date' ? new Date(0) : null };
    this.half = what === 'a half' ? 0.5 : 0;
  }
}

/** Has no room for snapshots. */
class NarrowStore extends MemoryStore {
  override async append(...[{ snapshot, ...commit }, options]: Parameters<MemoryStore['append']>) {
    return super.append(commit, options);
  }
}

async function saving(store: MemoryStore, events: readonly Happened[]) {
  const reports: Report[] = [];
  const module = { aggregates: [Forgetful], store, report: (report: Report) => reports.push(report) };
  const repository = application(module).resolve(Repository);
  for (const event of events) await repository.save(Forgetful, 'f-1', [event]);
  const { aggregate, version } = await application(module).resolve(Repository).load(Forgetful, 'f-1');
  return { reports, aggregate, version };
}

const [nothing, date, half] = [new Happened(), new Happened('a date'), new Happened('a half')];

describe('A snapshot is left out, with a report, and fails no command,', () => {
  it('when it does not fit beside its commit', async () => {
    const { reports, version } = await saving(new NarrowStore(), [nothing, nothing, nothing]);
    expect(version).to.equal(3);
    expect(reports).to.deep.equal([{ kind: 'snapshot-left-out', stream: 'forgetful:f-1', version: 2 }]);
  });

  it('when the state holds something that JSON cannot carry, with the path to it', async () => {
    const store = new WatchedStore();
    const { reports, aggregate } = await saving(store, [nothing, date]);
    expect(aggregate.last.at).to.deep.equal(new Date(0));
    expect(store.versions).to.deep.equal([]);
    expect(reports).to.have.length(1);
    expect(reports[0]).to.include({ kind: 'snapshot-left-out', stream: 'forgetful:f-1', version: 2 });
    expect(reports[0]?.error).to.be.instanceOf(UnserializableError).and.include({ path: 'last.at' });
  });

  it('when the state would come back as another one, with the field', async () => {
    const store = new WatchedStore();
    const { reports, aggregate } = await saving(store, [nothing, half]);
    expect(aggregate.half).to.equal(0.5);
    expect(store.versions).to.deep.equal([]);
    expect(reports[0]?.error).to.be.instanceOf(UnserializableError).and.include({ path: 'half' });
  });

  it('and is tried again after another interval, not with every command', async () => {
    const store = new WatchedStore();
    const { reports } = await saving(store, [nothing, date, nothing, nothing, nothing]);
    expect(reports).to.have.length(1);
    expect(store.versions).to.deep.equal([4]);
  });
});
