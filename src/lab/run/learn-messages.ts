import type { JudgeInput, Judgement } from './judge-types.ts'
import type { LearnInput, LearnOutput, LearnRefusal, LearnTold } from './learn-types.ts'
import type { SettingsSearch } from './search-settings.ts'

/** What the thread that learns is asked. */
export type LearnAsked =
  | { readonly kind: 'learn'; readonly input: LearnInput }
  | { readonly kind: 'judge'; readonly input: JudgeInput }

/** What learning comes to, when nothing broke. */
export type Learnt =
  | { readonly ok: true; readonly output: LearnOutput; readonly search: SettingsSearch | undefined }
  | { readonly ok: false; readonly refusal: LearnRefusal }

/** What it answers. */
export interface LearnAnswers {
  readonly learn: Learnt
  readonly judge: Judgement
}

/** What it tells on the way: of learning, and how far judging is. */
export type ToldAside =
  | LearnTold
  | { readonly kind: 'judging'; readonly share: number; readonly doing: string }

/** What it says. */
export type FromLearn =
  | { readonly kind: 'told'; readonly told: ToldAside }
  | { readonly kind: 'done'; readonly answer: LearnAnswers[keyof LearnAnswers] }
  | { readonly kind: 'failed'; readonly fault: Error }
