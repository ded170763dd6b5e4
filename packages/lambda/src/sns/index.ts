export { type SnsOptions, snsPublisher } from './sns-publisher.js';
