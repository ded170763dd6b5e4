export { type S3FolderOptions, s3Folder } from './s3-folder.js';
