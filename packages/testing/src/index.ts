export { type CheckpointsContractOptions, checkpointsContract } from './checkpoints-contract/checkpoints-contract.js';
export type { ContractReadModel } from './checkpoints-contract/contract-consumer.js';
export { Dynalite } from './dynalite/dynalite.js';
export { type StartDynaliteOptions, startDynalite } from './dynalite/start-dynalite.js';
export {
  type GivenEvents,
  ProjectionScenario,
  type ProjectionScenarioOptions,
  projection,
} from './projection/projection-scenario.js';
export { type LoggedRequest, RequestLog } from './requests/request-log.js';
export { Expectation } from './scenario/expectation.js';
export { Scenario, type ScenarioOptions, scenario } from './scenario/scenario.js';
export {
  type Describe,
  type It,
  type StoreContractOptions,
  type StoreContractTest,
  storeContract,
} from './store-contract/store-contract.js';
