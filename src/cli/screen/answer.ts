import type { Problem } from '../../api/contract/problem.ts'
import type { EventInput, ScreenReply } from '../../api/contract/screen.ts'

/** What the judging of one event came to. A reply of this process has no decision id, since nothing was stored. */
export type Answer =
  | {
      readonly kind: 'reply'
      readonly reply: Omit<ScreenReply, 'decision'> & Partial<Pick<ScreenReply, 'decision'>>
    }
  | { readonly kind: 'problem'; readonly problem: Omit<Problem, 'type'> & Partial<Pick<Problem, 'type'>> }

/** Judges events in their order, an answer for each. */
export type Judge = (events: AsyncIterable<EventInput>, signal: AbortSignal) => AsyncIterable<Answer>
