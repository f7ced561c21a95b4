import type { EventType } from '../../pack/pack.ts'
import { beginHash, emptyHash, endHash } from '../../signals/counters/hash-key.ts'
import { addNearText, nearLetters } from '../../signals/counters/near-text.ts'
import { identifyLanguage } from '../../signals/language/identify-language.ts'

/** What a job keeps of the content that it is about; never the content. */
export interface ContentFacts {
  /** Code of its language; undefined: nobody can tell. */
  readonly language: string | undefined
  /** The same for texts that say the same but for spacing, case, look-alikes, repeats and signs. */
  readonly near: bigint | undefined
  readonly reach: number
}

const HASH = emptyHash()

/** Reads an event as it was sent. Names no language where the text does not tell. */
export function contentFacts(
  eventType: EventType | undefined,
  data: Readonly<Record<string, unknown>> | undefined,
): ContentFacts {
  const reached = eventType?.reach === undefined ? undefined : data?.[eventType.reach]
  const reach = typeof reached === 'number' ? Math.min(2 ** 31 - 1, Math.max(1, Math.round(reached))) : 1
  const text = eventType?.content === undefined ? undefined : data?.[eventType.content]
  if (typeof text !== 'string' || text === '') return { language: undefined, near: undefined, reach }
  const { language } = identifyLanguage(text)
  return { language: language === 'unknown' ? undefined : language, near: nearHash(text), reach }
}

/** 64 bits, signed as Postgres has them; undefined for texts without letters, which are alike in nothing. */
function nearHash(text: string): bigint | undefined {
  if (nearLetters(text).count === 0) return undefined
  beginHash(HASH)
  addNearText(HASH, text)
  endHash(HASH)
  return BigInt.asIntN(64, (BigInt(HASH.hi) << 32n) | BigInt(HASH.lo))
}
