import type { Normal } from '../text/normal.ts'
import { hashCharacters } from './hash-characters.ts'
import { hashJamo } from './hash-jamo.ts'
import { hashWords } from './hash-words.ts'
import type { Block, NgramSink } from './ngram-block.ts'
import { undisguise } from './undisguise.ts'

/** Changes whenever the same text would give other hashes: a model serves only with what it was trained with. */
export const FEATURISER = 2

/** What `read` returns when there is no more. */
export const DONE = -1

/** The most units that are read at once, so that memory is bounded however long a text is. */
const BLOCK = 2048
const SPACE = 0x20
/** Four or five n-grams of characters, two of words, and at most seven of jamo begin at a unit. */
const ROOM = BLOCK * 16

/** Reads a folded text block by block as hashed n-grams: characters, words, and jamo across syllables. */
export interface NgramReader {
  readonly block: Block
  readonly sink: NgramSink
  /**
   * Hashes the block that begins at a plain unit, at 0 first, and returns where the next one begins; DONE after the
   * last. Behind the text comes one block more, with what its disguised words read as, where there are any.
   */
  read(normal: Normal, from: number): number
}

/** Makes a reader; it keeps its memory. With `explains`, it also notes where each n-gram stands. */
export function ngramReader(explains = false): NgramReader {
  const block: Block = { units: new Uint16Array(BLOCK), places: new Int32Array(BLOCK), length: 0 }
  const spans = explains ? { firsts: new Uint16Array(ROOM), lasts: new Uint16Array(ROOM) } : undefined
  const sink: NgramSink = { hashes: new Int32Array(ROOM), spans, count: 0 }
  const jamo = {
    letters: new Uint16Array(BLOCK * 3),
    edges: new Uint8Array(BLOCK * 3),
    at: new Uint16Array(BLOCK * 3),
  }
  return {
    block,
    sink,
    read(normal, from) {
      const atEnd = from >= normal.length
      const next = atEnd ? takeReadings(normal, block) : takeBlock(normal, from, block)
      sink.count = 0
      hashCharacters(block, sink)
      hashWords(block, sink)
      hashJamo(block, sink, jamo)
      return next
    },
  }
}

function takeBlock(normal: Normal, from: number, block: Block): number {
  const { units, length } = normal
  const { units: to, places } = block
  to[0] = 0x20
  places[0] = from
  let n = 1
  let at = from
  let lastSpace = -1
  for (; at < length && n < BLOCK - 1; at++) {
    const unit = units[at]!
    if (n > 3 && unit === to[n - 1] && unit === to[n - 2] && unit === to[n - 3]) continue
    if (unit === 0x20) {
      if (n === 1) continue
      lastSpace = n
    }
    places[n] = at
    to[n++] = unit
  }
  // A long text is cut between words where it has any.
  if (at < length && lastSpace > BLOCK >> 1) {
    at = places[lastSpace]! + 1
    n = lastSpace
  }
  if (to[n - 1] !== 0x20) {
    places[n] = n > 1 ? places[n - 1]! : from
    to[n++] = 0x20
  }
  block.length = n
  return at
}

/** Fills a block with what disguised words read as; what does not fit is left out. */
function takeReadings(normal: Normal, block: Block): number {
  const { units: to, places } = block
  let n = 0
  undisguise(normal, (unit, place) => {
    if (n >= BLOCK - 1 || (unit === SPACE && n > 0 && to[n - 1] === SPACE)) return
    places[n] = place
    to[n++] = unit
  })
  if (n > 0 && to[n - 1] !== SPACE) {
    places[n] = places[n - 1]!
    to[n++] = SPACE
  }
  block.length = n
  return DONE
}
