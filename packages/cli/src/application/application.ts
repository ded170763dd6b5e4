import type { Repository } from '@eventsource/core';
import type { DependencyContainer } from 'tsyringe';

/** What a command needs of a user's code to understand events. */
export interface Application {
  readonly repository: Repository;
  /** Undefined where the module exports a repository by itself. */
  readonly container?: DependencyContainer;
}
