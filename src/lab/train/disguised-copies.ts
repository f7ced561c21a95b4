import { TRANSFORMS } from '../robustness/transforms.ts'
import { sha256 } from './model-id.ts'

/** A row that stands beside the one that it was made of. */
export interface DisguisedCopy {
  /** Number of the row that it was made of. */
  readonly of: number
  readonly text: string
}

/** Those that the reader of texts does not see through well by itself: to learn the others again would tell nothing. */
const LEARNT = new Set(['doubled', 'spaces', 'run-together', 'latin-keyboard', 'hangul-drawn-out'])

const USEFUL = TRANSFORMS.filter(({ name }) => LEARNT.has(name))

/**
 * Copies of rows in disguise, so that a model learns how words look then; fine ones and violating ones alike, or being
 * disguised would pass for a violation. Which rows and which disguises hangs on the hashes of the rows: without chance.
 * `share`: copies a row, on average.
 */
export function disguisedCopies(
  rows: readonly { readonly hash: string; readonly text: string | undefined }[],
  share: number,
): DisguisedCopy[] {
  return rows.flatMap(({ hash, text = '' }, of) => {
    const copies: DisguisedCopy[] = []
    const seen = new Set<string>([text])
    const digest = Buffer.from(sha256(`disguise ${hash}`), 'hex')
    const whole = Math.floor(share) + Number(digest.readUInt32LE(0) / 2 ** 32 < share % 1)
    for (let i = 0; i < USEFUL.length && copies.length < whole; i++) {
      const { apply } = USEFUL[(digest[4]! + i) % USEFUL.length]!
      const disguised = apply(text)
      if (seen.has(disguised)) continue
      seen.add(disguised)
      copies.push({ of, text: disguised })
    }
    return copies
  })
}
