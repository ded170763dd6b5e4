/**
 * What can happen to a request on its way, each as a caller of DynamoDB may see it.
 *
 * "Applied" means that the emulator executed the request; the caller cannot tell.
 */
export const faults = {
  'drop-request': 'not applied; the connection ends without an answer',
  'drop-response': 'applied; the connection ends without an answer',
  reset: 'not applied; the connection is reset',
  late: 'applied after the caller gave up',
  hang: 'not applied; no answer, and the connection stays open',
  'hang-applied': 'applied; no answer, and the connection stays open',
  truncate: 'applied; the answer breaks off in the middle',
  throttle: 'not applied; answered with a throttling error',
  'server-error': 'not applied; answered with a 500',
  'server-error-applied': 'applied; answered with a 500',
  'expired-token': 'not applied; answered with ExpiredTokenException',
  'transaction-conflict': 'not applied; answered with TransactionConflictException, a transaction as cancelled by it',
} as const;

export type Fault = keyof typeof faults;

const known: ReadonlySet<string> = new Set(Object.keys(faults));

export const isFault = (name: string): name is Fault => known.has(name);

/** Every fault, in a fixed order, so that a seed always means the same. */
export const everyFault: readonly Fault[] = Object.keys(faults).filter(isFault);
