import { Dispatcher, install, Repository } from '@eventsource/core';
import { Module } from '@nestjs/common';
import { container, type DependencyContainer } from 'tsyringe';
import { Order } from '../src/order.js';
import { inMemory } from '../src/orders.js';

// #region module
const APPLICATION = Symbol('application');

/** The application in a container of its own, and what Nest injects of it: `constructor(private readonly dispatcher: Dispatcher)`. */
@Module({
  providers: [
    {
      provide: APPLICATION,
      useFactory: () => {
        const application = container.createChildContainer();
        install(application, { aggregates: [Order] }, inMemory);
        return application;
      },
    },
    {
      provide: Dispatcher,
      useFactory: (application: DependencyContainer) => application.resolve(Dispatcher),
      inject: [APPLICATION],
    },
    {
      provide: Repository,
      useFactory: (application: DependencyContainer) => application.resolve(Repository),
      inject: [APPLICATION],
    },
  ],
  exports: [Dispatcher, Repository],
})
export class EventsModule {}
// #endregion
