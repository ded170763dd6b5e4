import type { Block } from './block.js';

/** What one concern brings to a module. */
export interface Part {
  readonly variables?: readonly Block[];
  readonly blocks?: readonly Block[];
  readonly outputs?: readonly Block[];
}
