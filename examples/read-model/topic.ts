import type { Checkpoints } from '@eventsource/core';
import { snsPublisher } from '@eventsource/lambda/sns';

/** @param endpoint of an emulator. */
export const toTopic = (topicArn: string, checkpoints: Checkpoints, endpoint?: string) =>
  snsPublisher({
    name: 'orders-topic',
    topicArn,
    source: 'https://example.com/orders',
    typePrefix: 'com.example.',
    checkpoints,
    endpoint,
  });
