import { CONFUSABLES } from './confusables.ts'
import { ACTION, action, buildPage, expansions, fold, foldText } from './fold-table.ts'
import { joinJamo } from './jamo.ts'
import { emptyNormal, type Normal } from './normal.ts'
import { squeeze } from './squeeze.ts'

/**
 * Folds a text for matching, in linear time. Give a `Normal` to reuse its memory: what it held is gone then.
 * Sources: Unicode UAX 15 (NFKC), UTS 39 (confusables).
 */
export function normalise(raw: string, into: Normal = emptyNormal()): Normal {
  into.raw = raw
  reserve(into, raw.length + 32)
  let { units, starts, ends } = into
  let n = 0
  let firstJamo = -1
  for (let i = 0; i < raw.length; i++) {
    const unit = raw.charCodeAt(i)
    let act = action[unit]!
    if (act === ACTION.emit) {
      units[n] = fold[unit]!
      starts[n] = i
      ends[n++] = i + 1
      continue
    }
    if (act === ACTION.unbuilt) {
      buildPage(unit >> 8)
      act = action[unit]!
    }
    let text: string
    let width = 1
    switch (act) {
      case ACTION.space:
        if (n > 0 && units[n - 1] === 0x20) {
          ends[n - 1] = i + 1
          continue
        }
        units[n] = 0x20
        starts[n] = i
        ends[n++] = i + 1
        continue
      case ACTION.drop:
        continue
      case ACTION.mark:
        if (n > 0 && ends[n - 1] === i) ends[n - 1] = i + 1
        continue
      case ACTION.jamo:
        if (firstJamo < 0) firstJamo = n
        units[n] = fold[unit]!
        starts[n] = i
        ends[n++] = i + 1
        continue
      case ACTION.emit:
        units[n] = fold[unit]!
        starts[n] = i
        ends[n++] = i + 1
        continue
      case ACTION.voicing:
        if (n > 0 && voice(units, n - 1, fold[unit]!)) ends[n - 1] = i + 1
        continue
      case ACTION.expand:
        text = expansions.get(unit)!
        break
      default: {
        const point = raw.codePointAt(i)!
        width = point > 0xffff ? 2 : 1
        text = foldAstral(raw, i, point)
      }
    }
    if (text === '') {
      // A skin tone belongs to the emoji before it, a tag to nothing.
      if (width === 2 && n > 0 && ends[n - 1] === i) {
        const start = starts[n - 1]
        for (let k = n - 1; k >= 0 && starts[k] === start; k--) ends[k] = i + 2
      }
      i += width - 1
      continue
    }
    // A character may become many units (U+FDFA becomes 18), so that room for one each is not enough.
    if (n + raw.length - i + text.length + 32 > units.length) {
      reserve(into, (n + raw.length - i) * 2 + text.length + 32)
      ;({ units, starts, ends } = into)
    }
    for (let k = 0; k < text.length; k++) {
      units[n] = text.charCodeAt(k)
      starts[n] = i
      ends[n++] = i + width
    }
    if (firstJamo < 0 && text >= '\u3131' && text <= '\u3163') firstJamo = n - text.length
    i += width - 1
  }
  into.length = firstJamo < 0 ? n : joinJamo(units, starts, ends, firstJamo, n)
  squeeze(into)
  return into
}

function reserve(into: Normal, size: number): void {
  if (into.units.length >= size) return
  const roomy = Math.max(256, size + (size >> 2))
  into.units = grown(into.units, new Uint16Array(roomy))
  into.starts = grown(into.starts, new Int32Array(roomy))
  into.ends = grown(into.ends, new Int32Array(roomy))
}

function grown<A extends Uint16Array | Int32Array>(old: A, larger: A): A {
  larger.set(old)
  return larger
}

/** Joins a kana and a voicing mark: か and U+3099 make が. False when they make no one character. */
function voice(units: Uint16Array, at: number, mark: number): boolean {
  const joined = String.fromCharCode(units[at]!, mark).normalize('NFC')
  if (joined.length !== 1) return false
  units[at] = joined.charCodeAt(0)
  return true
}

/** Folds a character beyond the basic plane; half of a pair alone becomes U+FFFD. */
function foldAstral(raw: string, at: number, point: number): string {
  if (point <= 0xffff) return '\ufffd'
  if ((point >= 0x1f3fb && point <= 0x1f3ff) || point >> 16 === 0xe) return ''
  // Squared and circled white-on-black letters, which NFKC leaves alone.
  if (point >= 0x1f150 && point <= 0x1f169) return String.fromCharCode(point - 0x1f150 + 0x61)
  if (point >= 0x1f170 && point <= 0x1f189) return String.fromCharCode(point - 0x1f170 + 0x61)
  if (point >= 0x1f1e6 && point <= 0x1f1ff && !isRegional(raw, at - 1) && !isRegional(raw, at + 3))
    return String.fromCharCode(point - 0x1f1e6 + 0x61)
  const char = raw.slice(at, at + 2)
  const latin = CONFUSABLES.get(char)
  if (latin !== undefined) return latin
  return (point >= 0x1d400 && point <= 0x1d7ff) || (point >= 0x1f100 && point <= 0x1f14f)
    ? foldText(char)
    : char
}

/** Whether the unit is the second half of a regional indicator: two together are a flag, not letters. */
function isRegional(raw: string, at: number): boolean {
  const unit = raw.charCodeAt(at)
  return unit >= 0xdde6 && unit <= 0xddff && raw.charCodeAt(at - 1) === 0xd83c
}
