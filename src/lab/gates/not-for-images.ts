import type { Judged } from './gate-evidence.ts'

/**
 * What a gate says of a model of images that asks for what only texts have. It is not passed: what would stand in its place was not
 * measured, and so such a model may rank and does not act.
 */
export function notForImages(what: string): Judged {
  return {
    verdict: 'inconclusive',
    says: `does not apply to images: there are no ${what} in them, and nothing was measured in their place`,
    wayOut: 'a model of images may rank a queue at most; people decide',
  }
}
