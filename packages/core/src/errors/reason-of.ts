/** What a message says about its cause. */
export const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
