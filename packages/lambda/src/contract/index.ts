export { type TargetContractOptions, type TargetContractTest, targetContract } from './target-contract.js';
export type { ReceivedEvent, RequestFate, TargetUnderTest } from './target-under-test.js';
