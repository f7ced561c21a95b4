import { emptyNormal, type Normal, plainText } from './normal.ts'
import { normalise } from './normalise.ts'

const LONG = 65_536
const held = emptyNormal()
let heldText: string | undefined

/**
 * Folds a text, once however many signals ask in a row for the same one. What is given is good until the next text:
 * use it from start to end within one call.
 */
export function foldOnce(raw: string): Normal {
  // The memory of a long text is not kept.
  if (raw.length > LONG) return normalise(raw)
  if (held.raw !== raw) {
    normalise(raw, held)
    heldText = undefined
  }
  return held
}

/** The plain form of a text that `foldOnce` gave. */
export function foldedText(normal: Normal): string {
  if (normal !== held) return plainText(normal)
  heldText ??= plainText(held)
  return heldText
}
