/** One line of JSON. Bytes become base64, and large integers text. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return String(part);
    return part instanceof Uint8Array ? Buffer.from(part).toString('base64') : part;
  });
