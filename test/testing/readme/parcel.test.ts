import {
  Aggregate,
  Command,
  type CommandContext,
  CommandHandler,
  Event,
  EventHandler,
  provide,
  token,
} from '@eventsource/core';
import { scenario } from '@eventsource/testing';

const DEPOTS = token<readonly string[]>('depots');

@Event('parcel-sent')
class ParcelSent {
  constructor(readonly to: string) {}
}

@Event('parcel-delivered')
class ParcelDelivered {
  constructor(readonly at: string) {}
}

@Command('parcelId')
class SendParcel {
  constructor(
    readonly parcelId: string,
    readonly to: string,
  ) {}
}

@Command('parcelId')
class DeliverParcel {
  constructor(readonly parcelId: string) {}
}

class UnknownDepot extends Error {
  constructor(readonly depot: string) {
    super(`There is no depot in ${depot}.`);
  }
}

@Aggregate('parcel')
class Parcel {
  private state: 'new' | 'sent' | 'delivered' = 'new';

  @CommandHandler({ inject: [DEPOTS] })
  send({ to }: SendParcel, _: CommandContext, depots: readonly string[]) {
    if (!depots.includes(to)) throw new UnknownDepot(to);
    return new ParcelSent(to);
  }

  @CommandHandler()
  deliver(_: DeliverParcel, { time }: CommandContext) {
    return this.state === 'sent' ? new ParcelDelivered(time.toISOString()) : undefined;
  }

  @EventHandler()
  protected sent(_: ParcelSent) {
    this.state = 'sent';
  }

  @EventHandler()
  protected delivered(_: ParcelDelivered) {
    this.state = 'delivered';
  }
}

describe('A parcel', () => {
  const parcel = scenario(Parcel, {
    services: [provide(DEPOTS, ['Bern', 'Lyon'])],
    clock: { now: () => new Date('2026-03-01T12:00:00Z') },
  });

  it('is sent to a depot', async () => {
    await parcel.when(new SendParcel('p-1', 'Bern')).emits(new ParcelSent('Bern'));
  });

  it('is not sent to where there is none', async () => {
    await parcel.when(new SendParcel('p-1', 'Oz')).rejects(UnknownDepot, { depot: 'Oz' });
  });

  it('is delivered once', async () => {
    const delivered = new ParcelDelivered('2026-03-01T12:00:00.000Z');
    await parcel.given(new ParcelSent('Bern')).when(new DeliverParcel('p-1')).emits(delivered);
    await parcel.given(new ParcelSent('Bern'), delivered).when(new DeliverParcel('p-1')).emitsNothing();
  });
});
