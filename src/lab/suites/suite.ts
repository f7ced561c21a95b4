/** One case of a suite: a text, and whether it is to be found. */
export interface SuiteCase {
  readonly id: string
  readonly text: string
  readonly violates: boolean
}

/** Cases of one kind that a model should get right, such as "reported insult" or "greeting". */
export interface Functionality {
  readonly name: string
  /** No case may be wrong. */
  readonly mustPass: boolean
  readonly cases: readonly SuiteCase[]
}

/** A behavioural suite (M. Ribeiro et al., CheckList, 2020): what a model does, case by case, whatever its training. */
export interface Suite {
  readonly name: string
  /** Of the file that it was read from. */
  readonly sha256: string
  readonly functionalities: readonly Functionality[]
}

/** A suite that cannot be used: the file by name, the place, the way out. Never holds a case's text. */
export class BadSuite extends Error {
  override readonly name = 'BadSuite'
}
