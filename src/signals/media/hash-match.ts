import { z } from 'zod'
import type { SeenPicture } from '../../core/decision.ts'
import type { Value, ValueType } from '../../core/value.ts'
import { hashOf } from '../hash-of.ts'
import type { SignalKind } from '../signal-kind.ts'
import { factsSignal, notWhole } from './facts-signal.ts'
import { HASH_BANK_DEFAULTS } from './hash-bank-spec.ts'
import type { BankMatch } from './media-host.ts'

const HashMatchOptions = z.strictObject({
  /** Names of banks of known hashes. */
  banks: z.array(z.string()).min(1),
  /** Most bits of 256 that may differ; a bank that is stricter stays so. */
  distance: z.int().min(0).max(31).exactOptional(),
  /** Least quality of a picture's hash. */
  quality: z.int().min(0).max(100).exactOptional(),
})

const TEXT: ValueType = { kind: 'string' }

const TYPE: ValueType = {
  kind: 'object',
  name: 'HashMatch',
  fields: {
    /** Whether a known hash is near that nobody doubts. */
    matched: { kind: 'bool' },
    /** Whether only doubted ones are near: of a sealed bank, in quarantine or disputed. */
    doubted: { kind: 'bool' },
    /** The nearest: its bank, its number there, bits that differ (256 without a match) and the picture (empty: the file itself). */
    bank: TEXT,
    member: { kind: 'int' },
    distance: { kind: 'int' },
    picture: TEXT,
    banks: { kind: 'list', of: TEXT },
    /** Of a known video: the share of the file's frames that it has, and of it that the file has, 0 to 1; 0 otherwise. */
    of_file: { kind: 'double' },
    of_known: { kind: 'double' },
  },
}

const NOTHING: Value = Object.freeze({
  ...{ matched: false, doubted: false, bank: '', member: 0, distance: 256, picture: '', banks: [] },
  ...{ of_file: 0, of_known: 0 },
})

/** `hash_match`: whether a file, or a picture of it, is near a known hash of some banks. */
export const hashMatch: SignalKind = {
  kind: 'hash_match',
  options: HashMatchOptions,
  cost: 'dear',
  type: TYPE,
  reads: 'media',
  hashBanks: (options) => HashMatchOptions.parse(options).banks,
  build({ name, of, options, media }) {
    const { banks, distance, quality } = HashMatchOptions.parse(options)
    const asked = {
      distance: distance ?? HASH_BANK_DEFAULTS.distance,
      quality: quality ?? HASH_BANK_DEFAULTS.quality,
    }
    const version = hashOf({ kind: 'hash_match', form: 2, of, banks, asked })
    return factsSignal({ name, of, version, type: TYPE }, media, (facts, host) => {
      const matches = host.banks.match(facts, banks, asked)
      // A match counts whatever else there is; that there is none, or none without doubt, is only known of a file that was seen whole.
      if (!facts.whole && matches.every(({ doubted }) => doubted === true)) throw notWhole(name)
      return {
        value: nearestOf(matches),
        seen: matches.flatMap(seenIn),
      }
    })
  },
}

function nearestOf(matches: readonly BankMatch[]): Value {
  const certain = matches.filter(({ doubted }) => doubted !== true)
  const nearest = certain[0] ?? matches[0]
  if (nearest === undefined) return NOTHING
  return {
    matched: certain.length > 0,
    doubted: certain.length === 0,
    bank: nearest.bank,
    member: nearest.member,
    distance: nearest.distance,
    picture: nearest.picture ?? '',
    banks: [...new Set(matches.map(({ bank }) => bank))],
    ...{ of_file: nearest.video?.file ?? 0, of_known: nearest.video?.known ?? 0 },
  }
}

/** The picture that is known; of a video each frame, with the second of the known one that it is like. */
function seenIn({ bank, picture, video }: BankMatch): SeenPicture[] {
  if (video !== undefined)
    return video.frames.map((frame) => ({
      picture: frame.picture,
      says: `${bank}, ${frame.at.toFixed(1)} s`,
    }))
  return picture === undefined ? [] : [{ picture, says: bank }]
}
