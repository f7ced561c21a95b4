import type { LearnInput, LearnOutput, LearnRefusal, LearnTold } from './learn-types.ts'

/** What the thread that learns is told. */
export interface ToLearn {
  readonly kind: 'learn'
  readonly input: LearnInput
}

/** What learning comes to, when nothing broke. */
export type Learnt =
  | { readonly ok: true; readonly output: LearnOutput }
  | { readonly ok: false; readonly refusal: LearnRefusal }

/** What it tells. */
export type FromLearn =
  | { readonly kind: 'told'; readonly told: LearnTold }
  | { readonly kind: 'learnt'; readonly learnt: Learnt }
  | { readonly kind: 'failed'; readonly fault: Error }
