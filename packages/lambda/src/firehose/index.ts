export { type FirehoseOptions, firehosePublisher } from './firehose-publisher.js';
