import { type Committed, type Dispatcher, type DispatchOptions, isEventSourceError } from '@eventsource/core';

/** Dispatches, and asks once more where no answer told what became of the command. */
export async function settle(dispatcher: Dispatcher, command: object, options: DispatchOptions): Promise<Committed> {
  try {
    return await dispatcher.dispatch(command, options);
  } catch (error) {
    if (!isEventSourceError(error, 'OutcomeUnknownError')) throw error;
    // Without the caller's signal and timeout, which may be what cut the answer off.
    const { signal: _, timeout: __, ...others } = options;
    return dispatcher.dispatch(command, { ...others, id: error.id });
  }
}
