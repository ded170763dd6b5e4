export { type EventBridgeOptions, eventBridgePublisher } from './eventbridge-publisher.js';
