import type { Action, Answer, Item, Store } from 'dynalite/db/index.js';

/** @throws what dynalite refuses it with. */
export const carryOut = (action: Action, store: Store, input: object): Promise<Answer> =>
  new Promise((resolve, reject) => {
    action(store, input, (error, answer = {}) => (error ? reject(error) : resolve(answer)));
  });

/** A store for one write, which tells what item the write finds. */
export const watched = (store: Store, onFound: (item: Item | undefined) => void): Store => ({
  ...store,
  getItemDb: (table) => {
    const items = store.getItemDb(table);
    return {
      ...items,
      get: (key, callback) =>
        items.get(key, (error, item) => {
          onFound(item);
          callback(error, item);
        }),
    };
  },
});
