import { ReserveStock } from './stock.js';

export class InvalidBody extends Error {
  override readonly name = 'InvalidBody';
}

/** What the body of a request asks for. Here a schema library would do the work. */
export function reservationIn(body: string): ReserveStock {
  const { article, quantity } = fieldsIn(body);
  if (typeof article === 'string' && Number.isInteger(quantity)) return new ReserveStock(article, Number(quantity));
  throw new InvalidBody('A reservation has an article and a whole quantity.');
}

function fieldsIn(body: string): { readonly article?: unknown; readonly quantity?: unknown } {
  try {
    return Object(JSON.parse(body));
  } catch (cause) {
    throw new InvalidBody('The body is not JSON.', { cause });
  }
}
