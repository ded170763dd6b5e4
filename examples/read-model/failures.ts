import type { Report } from '@eventsource/core';

/** Prints what a consumer could not take: once, however often it is tried. */
export class Failures {
  readonly #seen = new Set<string>();

  get count(): number {
    return this.#seen.size;
  }

  readonly report = ({ kind, stream, version, error, ...rest }: Report): void => {
    const consumer = 'consumer' in rest ? rest.consumer : '';
    const failure = `${kind}: ${consumer}, ${stream} at version ${version}`;
    if (this.#seen.has(failure)) return;
    this.#seen.add(failure);
    console.log(`  ${failure}: ${error instanceof Error ? error.name : error}`);
  };
}
