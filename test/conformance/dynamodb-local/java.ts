import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const NEEDED = 17;

/** Throws, with what to do, unless the `java` on the path can run DynamoDB Local. */
export async function checkJava(): Promise<void> {
  const printed = await versionText();
  const major = Number(/version "(\d+)/.exec(printed)?.[1]);
  if (!(major >= NEEDED)) {
    throw new Error(
      `DynamoDB Local needs Java ${NEEDED} or newer on the PATH. Install it, on Debian with "apt-get install ` +
        `openjdk-17-jre-headless", and run this again. "java -version" says: ${printed.trim()}`,
    );
  }
}

/** Java prints its version to the error stream. */
async function versionText(): Promise<string> {
  try {
    return (await promisify(execFile)('java', ['-version'])).stderr;
  } catch (error) {
    return String(error);
  }
}
