import { type Folder, localFolder } from '@eventsource/lambda/replay';
import { connectionOf } from '../../connection/connection.js';
import { UsageError } from '../../errors/usage-error.js';
import type { ReplayCommandOptions } from './replay-command.js';

const S3 = /^s3:\/\/([^/]*)\/?(.*)$/;

/** @throws {UsageError} when the place is none, or what reads S3 is not installed. */
export async function folderOf(options: ReplayCommandOptions): Promise<Folder> {
  const [isS3, bucket = '', prefix = ''] = S3.exec(options.from) ?? [];
  if (!isS3) return localFolder(options.from);
  if (bucket === '') throw new UsageError(`--from "${options.from}" names no bucket: write it as s3://bucket/prefix.`);
  const { region, profile } = connectionOf(options);
  const { s3Folder } = await loaded();
  return s3Folder({ bucket, prefix, region, endpoint: options.s3Endpoint, profile });
}

/** Only those who use S3 need its client. */
async function loaded() {
  try {
    return await import('@eventsource/lambda/s3');
  } catch (cause) {
    throw new UsageError('To read from S3, install @aws-sdk/client-s3 beside this command.', { cause });
  }
}
