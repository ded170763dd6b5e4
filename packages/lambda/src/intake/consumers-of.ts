import { type Class, type Consumer, Projections, type Provided } from '@eventsource/core';
import type { DependencyContainer } from 'tsyringe';
import { InvalidConsumersError } from '../errors/invalid-consumers-error.js';

/**
 * The projections of an application, and others beside them.
 *
 * @param projections those of them that are meant. Default: all.
 * @throws {InvalidConsumersError} when there are none, so that all would be passed over; or two would share positions.
 * @throws {UnknownProjectionError} when one of the projections is not installed.
 * @throws {NotInstalledError} when nothing is installed in the container.
 */
export function consumersOf(
  container: DependencyContainer,
  others: readonly Provided<Consumer>[] = [],
  projections?: readonly Class[],
): readonly Consumer[] {
  const installed = container.resolve(Projections);
  const picked = projections ? projections.map((each) => installed.consumer(each)) : installed.consumers();
  const consumers = [...picked, ...others.map((other) => (typeof other === 'function' ? other(container) : other))];
  const names = consumers.map(({ name }) => name);
  if (names.length === 0) throw new InvalidConsumersError(names, 'there are none, so no event would be taken.');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return consumers;
  const hint = picked.some(({ name }) => name === twice)
    ? ' Installed projections are driven anyway: do not pass them.'
    : '';
  throw new InvalidConsumersError(names, `two of them are named "${twice}" and would share their positions.${hint}`);
}
