import { install, MemoryStore, type Module, plainIds, Repository } from '@eventsource/core';
import { container as root } from 'tsyringe';
import { Account } from '../../dynamodb/verify/account.js';

const module: Module = { aggregates: [Account], store: new MemoryStore() };

export const container = root.createChildContainer();
install(container, module);

export const plain = root.createChildContainer();
install(plain, module, { streamNaming: plainIds });

/** An application may keep its process busy. */
export const heartbeat = setInterval(() => undefined, 1000);

export const later = async () => container;
export const byItself = () => container.resolve(Repository);
export const empty = root.createChildContainer();
export const broken = () => {
  throw new RangeError('No configuration for this stage.');
};
export const nothing = 42;
