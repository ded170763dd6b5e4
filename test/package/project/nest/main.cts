import { Dispatcher } from '@eventsource/core';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CreateOrder } from '../src/messages.js';
import { EventsModule } from './events.module.cjs';

@Injectable()
class Orders {
  constructor(private readonly dispatcher: Dispatcher) {}

  async create(order: string): Promise<number> {
    return (await this.dispatcher.dispatch(new CreateOrder(order, 'Joe Public'))).version;
  }
}

@Module({ imports: [EventsModule], providers: [Orders] })
class Shop {}

async function main(): Promise<void> {
  const shop = await NestFactory.createApplicationContext(Shop, { logger: false });
  console.log(`Order o-1 [version ${await shop.get(Orders).create('o-1')}]`);
  await shop.close();
}

void main();
