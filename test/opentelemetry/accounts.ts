import { MemoryStore, type Module, type Store } from '@eventsource/core';
import { openTelemetry } from '@eventsource/opentelemetry';
import { application } from '../core/accounts/application.js';

/** An application of accounts that is traced and measured, if an SDK is registered. */
export const traced = (store: Store = new MemoryStore(), ...modules: readonly Module[]) =>
  application(store, openTelemetry(), ...modules);
