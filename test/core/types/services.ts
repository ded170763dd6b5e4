import { token } from '@eventsource/core';

export interface Limits {
  readonly perDay: number;
}

export class Mailer {
  readonly sent: string[] = [];
}

export const LIMITS = token<Limits>('limits');
export const NAME = token<string>('name');
