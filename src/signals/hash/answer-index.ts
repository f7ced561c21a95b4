import { HashSegment, type SharedSegment } from './hash-segment.ts'
import type { IndexAnswer, IndexQuestion, SearchQuestion } from './index-messages.ts'
import { mergeSegments } from './merge-segments.ts'
import { readSegment, writeSegment } from './saved-segment.ts'
import { searchSegments } from './search-segments.ts'
import { HASH_BYTES } from './segment-layout.ts'

/** What a thread of an index does with a question: it works on memory that other threads share. */
export function answerIndex(question: IndexQuestion): IndexAnswer {
  switch (question.kind) {
    case 'search':
      return search(question)
    case 'merge': {
      const [main, ...others] = question.segments
      const merged = mergeSegments([open(main), ...others.map(open)], question.options)
      return { kind: 'merged', segment: merged.share() }
    }
    case 'save':
      writeSegment(open(question.segment), question.path)
      return { kind: 'saved' }
    case 'load':
      return { kind: 'loaded', segment: readSegment(question.path, question.lanes)?.share() }
  }
}

function open(shared: SharedSegment): HashSegment {
  return new HashSegment(shared.shape, shared)
}

function search({ segments, hashes, distance, most, lane }: SearchQuestion): IndexAnswer {
  const opened = segments.map(open)
  const counts = new Uint32Array(hashes.length / HASH_BYTES)
  const pairs: number[] = []
  for (let at = 0; at < counts.length; at++) {
    const hash = hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)
    const matches = searchSegments(opened, hash, { distance, most, lane })
    counts[at] = matches.length
    for (const match of matches) pairs.push(match.id, match.distance)
  }
  return { kind: 'found', counts, pairs: Uint32Array.from(pairs) }
}
