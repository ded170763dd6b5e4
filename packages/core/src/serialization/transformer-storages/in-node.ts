import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';

/** Where class-transformer's decorators may keep what they record: Node loads one build of it only. */
export const storages = [defaultMetadataStorage] as const;
