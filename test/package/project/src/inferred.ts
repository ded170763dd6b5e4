import {
  Aggregate,
  Command,
  CommandHandler,
  Dispatcher,
  Event,
  EventHandler,
  install,
  MemoryStore,
} from '@eventsource/core';
import { container } from 'tsyringe';

@Event('counted')
class Counted {
  constructor(readonly total: number) {}
}

@Command('counterId')
class Count {
  constructor(readonly counterId: string) {}
}

/** Its handlers leave it to the metadata that tsc emits to say which class they take. */
@Aggregate('counter')
class Counter {
  private total = 0;

  @CommandHandler()
  count(_: Count) {
    return new Counted(this.total + 1);
  }

  @EventHandler()
  protected counted({ total }: Counted) {
    this.total = total;
  }
}

install(container, { aggregates: [Counter], store: new MemoryStore() });
container
  .resolve(Dispatcher)
  .dispatch(new Count('c-1'))
  .then(({ version }) => console.log(`Counter c-1 [version ${version}]`));
