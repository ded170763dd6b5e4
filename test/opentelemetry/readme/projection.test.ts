import {
  Aggregate,
  Command,
  CommandHandler,
  type Committed,
  Dispatcher,
  Event,
  EventHandler,
  install,
  MemoryStore,
  type Observer,
} from '@eventsource/core';
import { linksTo, openTelemetry } from '@eventsource/opentelemetry';
import { context, SpanKind, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { expect } from 'chai';
import { container } from 'tsyringe';

@Event('seat-booked')
class SeatBooked {}

@Command('seat')
class BookSeat {
  constructor(readonly seat: string) {}
}

@Aggregate('seat')
class Seat {
  private booked = false;

  @CommandHandler()
  book(_: BookSeat) {
    if (this.booked) throw new Error('This seat is taken.');
    return new SeatBooked();
  }

  @EventHandler()
  protected onBooked(_: SeatBooked) {
    this.booked = true;
  }
}

/** Counts the seats that are left. It stands for a projection, which reads events elsewhere and later. */
class SeatsLeft implements Observer {
  count = 100;

  committed({ metadata, events }: Committed) {
    const options = { kind: SpanKind.CONSUMER, links: linksTo(metadata), root: true };
    trace.getTracer('seats').startActiveSpan('process seats left', options, (span) => {
      this.count -= events.length;
      span.end();
    });
  }
}

it('links a projection to the command that its events come from', async () => {
  const exporter = new InMemorySpanExporter();
  const spanProcessors = [new SimpleSpanProcessor(exporter)];
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors }));
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());

  const application = container.createChildContainer();
  const seats = { aggregates: [Seat], observers: [new SeatsLeft()] };
  install(application, seats, { store: new MemoryStore() }, openTelemetry());
  await application.resolve(Dispatcher).dispatch(new BookSeat('12A'));

  const spans = exporter.getFinishedSpans();
  const [dispatch, projection] = ['dispatch seat.book', 'process seats left'].map((name) =>
    spans.find((span) => span.name === name),
  );
  expect(projection?.links[0]?.context.spanId).to.equal(dispatch?.spanContext().spanId);

  trace.disable();
  context.disable();
});
