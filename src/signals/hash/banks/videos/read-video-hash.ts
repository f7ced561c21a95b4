import type { PdqHash } from '../../pdq-hash.ts'
import { ENTRY_LIMITS } from '../bank-entry.ts'

/** A frame of a known video. */
export interface KnownFrame {
  /** Small letters. */
  readonly hash: PdqHash
  /** 0 to 100. */
  readonly quality: number
  /** Seconds from the beginning, as they came: ThreatExchange writes three digits of them, as in `1.23e+02`. */
  readonly time: string
}

export type VideoHashRead =
  | { readonly ok: true; readonly frames: readonly KnownFrame[] }
  | { readonly ok: false; readonly why: string }

/** Frames below this say nothing of a video. Source: Meta, vPDQ, VPDQ_QUALITY_THRESHOLD. */
export const LEAST_FRAME_QUALITY = 50

const FORMS =
  'expected JSON as ThreatExchange writes it (["HASH,QUALITY,SECONDS", …]), or lines of FRAME,QUALITY,HASH,SECONDS'
/** Seconds; four bytes hold as many milliseconds. */
const LATEST = 4_000_000

/**
 * Reads a vPDQ hash in any of the forms that are about: the list of ThreatExchange's extension (and of Hasher-Matcher-Actioner, which
 * has it from there); the object by numbers of frames that it wrote before; lines as the tools of the reference write; and what
 * `haechi hash --json` prints. Says why it is not taken otherwise, never with what it held.
 * Source: facebook/ThreatExchange, python-threatexchange, extensions/vpdq/vpdq_util.py; vpdq/cpp, vpdqio.cpp.
 */
export function readVideoHash(text: string): VideoHashRead {
  if (text.length > ENTRY_LIMITS.frames)
    return bad(`the vpdq hash is longer than ${ENTRY_LIMITS.frames} characters`)
  const parts = text.startsWith('[') || text.startsWith('{') ? partsOfJson(text) : text.split(/\r?\n/)
  if (parts === undefined) return bad(`the vpdq hash is no list of frames; ${FORMS}`)
  const frames: KnownFrame[] = []
  for (const [at, part] of parts.entries()) {
    const frame = frameOf(part)
    if (typeof frame === 'string') return bad(`the vpdq hash, frame ${at + 1} of ${parts.length}: ${frame}`)
    frames.push(frame)
  }
  return frames.length === 0 ? bad('the vpdq hash has no frames') : { ok: true, frames }
}

/** As it is kept, and as ThreatExchange writes it: the same video in whatever form is the same member. */
export function writeVideoHash(frames: readonly KnownFrame[]): string {
  return `[${frames.map(({ hash, quality, time }) => `"${hash},${quality},${time}"`).join(', ')}]`
}

function bad(why: string): VideoHashRead {
  return { ok: false, why }
}

/** The frames as text of three or four fields; undefined: it is no such JSON. */
function partsOfJson(text: string): readonly string[] | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string') ? value : undefined
  const own = value as { readonly frames?: unknown }
  const listed = Array.isArray(own.frames) ? own.frames : Object.values(own)
  const parts = listed.map((one: unknown) => {
    const frame = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>
    const { hash, quality, timestamp, seconds } = frame
    return typeof hash === 'string' ? `${hash},${quality},${timestamp ?? seconds}` : undefined
  })
  return parts.every((part) => part !== undefined) ? parts : undefined
}

/** A frame of `HASH,QUALITY,SECONDS` or `FRAME,QUALITY,HASH,SECONDS`, or what is wrong with it. */
function frameOf(text: string): KnownFrame | string {
  const fields = text.split(',')
  const [hash = '', quality = '', time = ''] =
    fields.length === 4 ? [fields[2], fields[1], fields[3]] : fields.length === 3 ? fields : []
  if (fields.length < 3 || fields.length > 4) return FORMS
  if (fields.length === 4 && !/^ *\d{1,9} *$/.test(fields[0]!)) return 'its number is no whole number'
  if (!/^[0-9a-f]{64}$/i.test(hash.trim())) return 'its hash has not 64 hexadecimal digits'
  if (!/^ *\d{1,3} *$/.test(quality) || Number(quality) > 100) return 'its quality is no number from 0 to 100'
  const seconds = /^ *\d[0-9.e+-]{0,23} *$/i.test(time) ? Number(time) : Number.NaN
  if (!(seconds >= 0 && seconds <= LATEST)) return `its time is no number of seconds from 0 to ${LATEST}`
  return { hash: hash.trim().toLowerCase(), quality: Number(quality), time: time.trim() }
}
