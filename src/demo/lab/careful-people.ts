import type { SimulatedReviewer } from '../review/reviewer.ts'

/**
 * Reviewers as a lab needs them: who err in one judgement of fifty to a hundred, and read both languages. Where people err in
 * one of ten, no model can be shown to be wrong in fewer, however good it is.
 */
export const CAREFUL_PEOPLE: readonly SimulatedReviewer[] = ['Ara', 'Ben', 'Chaewon', 'Dana'].map(
  (name, i): SimulatedReviewer => ({
    ...{ name, bias: 'balanced', skills: {}, languages: ['ko', 'en'], foreign: 1 },
    usual: { sensitivity: 0.98 + i / 400, specificity: 0.99 },
    ...{ unsureShare: 0.005, medianMs: 5000, spread: 0.5 },
  }),
)
