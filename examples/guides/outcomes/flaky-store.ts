import { type Appended, AppendUnansweredError, type Commit, MemoryStore, type RequestOptions } from '@eventsource/core';

/** Stores a commit and loses the answer, as often as it is told to. */
export class FlakyStore extends MemoryStore {
  lostAnswers = 0;

  override async append(commit: Commit, options?: RequestOptions): Promise<Appended> {
    const appended = await super.append(commit, options);
    if (this.lostAnswers-- > 0) throw new AppendUnansweredError(commit.stream, commit.after.number);
    return appended;
  }
}
