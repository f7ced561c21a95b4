import { isAscii, isUtf8 } from 'node:buffer'
import { LONGEST_LINE } from './byte-lines.ts'
import { decodeCp949 } from './decode-cp949.ts'

/** How the bytes of a file were read. */
export interface FoundEncoding {
  /** `mixed`: some lines are UTF-8 and some CP949. */
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be' | 'euc-kr' | 'mixed'
  /** Lines that were CP949 (a superset of EUC-KR), and the first of them, from 1. */
  readonly korean: number
  readonly firstKorean: number | undefined
}

export interface AsUtf8 {
  readonly bytes: AsyncGenerator<Uint8Array, void, undefined>
  /** To be asked when all bytes were read. */
  found(): FoundEncoding
}

const NEWLINE = 0x0a
const BOMS = [
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
] as const

/**
 * The bytes of a text as UTF-8. UTF-16 is known by its byte order mark; a line that is no UTF-8 and is CP949 is taken as
 * that; one that is neither stays as it is. Both are told by line, since in neither a line break is part of a character.
 */
export function asUtf8(chunks: AsyncIterable<Uint8Array>): AsUtf8 {
  let utf16: 'utf-16le' | 'utf-16be' | undefined
  let lines = 0
  let isOther = false
  let korean = 0
  let firstKorean: number | undefined

  function whole(block: Uint8Array): Uint8Array {
    if (isUtf8(block)) {
      isOther ||= !isAscii(block)
      for (let at = block.indexOf(NEWLINE); at !== -1; at = block.indexOf(NEWLINE, at + 1)) lines++
      return block
    }
    const out: Uint8Array[] = []
    for (let start = 0; start < block.length; ) {
      const end = block.indexOf(NEWLINE, start)
      const line = block.subarray(start, end === -1 ? block.length : end + 1)
      start += line.length
      out.push(oneLine(line))
      lines++
    }
    return Buffer.concat(out)
  }

  function oneLine(line: Uint8Array): Uint8Array {
    if (isUtf8(line)) {
      isOther ||= !isAscii(line)
      return line
    }
    const text = decodeCp949(line)
    if (text === undefined) return line
    korean++
    firstKorean ??= lines + 1
    return new TextEncoder().encode(text)
  }

  async function* bytes(): AsyncGenerator<Uint8Array, void, undefined> {
    let held: Uint8Array = new Uint8Array(0)
    let begun = false
    let wide: TextDecoder | undefined
    for await (const chunk of chunks) {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
      if (!begun && held.length < 2) continue
      if (!begun) {
        begun = true
        utf16 = BOMS.find(([, first, second]) => held[0] === first && held[1] === second)?.[0]
        wide = utf16 && new TextDecoder(utf16)
      }
      if (wide !== undefined) {
        yield new TextEncoder().encode(wide.decode(held, { stream: true }))
        held = new Uint8Array(0)
        continue
      }
      const last = held.lastIndexOf(NEWLINE)
      // A line past the limit is passed on in pieces: whoever reads lines refuses it.
      const end = last === -1 ? (held.length > LONGEST_LINE ? held.length : 0) : last + 1
      if (end === 0) continue
      yield whole(held.subarray(0, end))
      held = held.subarray(end)
    }
    if (wide !== undefined) yield new TextEncoder().encode(wide.decode())
    else if (held.length > 0) yield whole(held)
  }

  return {
    bytes: bytes(),
    found: () => ({
      name: utf16 ?? (korean === 0 ? 'utf-8' : isOther ? 'mixed' : 'euc-kr'),
      ...{ korean, firstKorean },
    }),
  }
}

/** What somebody should know of how a file was read; undefined: it is UTF-8. */
export function encodingNote(file: string, { name, korean, firstKorean }: FoundEncoding): string | undefined {
  switch (name) {
    case 'utf-8':
      return undefined
    case 'mixed':
      return `${file}: ${korean === 1 ? '1 line is' : `${korean} lines are`} CP949 in a file that is UTF-8 otherwise, line ${firstKorean} first; they were converted, look at them.`
    case 'euc-kr':
      return `${file} is not UTF-8; it was read as CP949 (EUC-KR).`
    default:
      return `${file} was read as ${name.toUpperCase()}.`
  }
}
