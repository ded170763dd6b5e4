/** What a worker is told when it is forked, as JSON in its only argument. */
export interface WorkerOptions {
  readonly worker: number;
  /** The file with its steps. */
  readonly plan: string;
  /** The file that it writes its calls to, and reads on a restart. */
  readonly journal: string;
  /** How many processes of this worker came before. */
  readonly restarts: number;
  readonly table: string;
  /** The table of reservations, where it is users and not accounts. */
  readonly reservations?: string | undefined;
  readonly endpoint: string;
  /** Milliseconds after which it takes one try of a request for lost. */
  readonly patience: number;
  /** How many calls it has under way at once. */
  readonly lanes: number;
}

/** What a worker tells its parent. */
export type WorkerMessage = { readonly kind: 'ready' } | { readonly kind: 'progress'; readonly steps: number };
