import type { Tokenizer } from '@huggingface/tokenizers'

/** Texts as a model takes them: rows of the same width, filled up with `padId`. */
export interface Encoded {
  readonly rows: number
  readonly width: number
  readonly ids: BigInt64Array
  /** 1 for a token, 0 for what fills up. */
  readonly mask: BigInt64Array
}

/** Cuts and pads texts. */
export interface TextEncoder {
  /** The highest id that the tokenizer can give. */
  readonly highestId: number
  encode(texts: readonly string[]): Encoded
}

/** UTF-16 units that no tokenizer makes less than one token of: what lies behind is cut off before it is looked at. */
const UNITS_A_TOKEN = 24

/**
 * Makes an encoder of a tokenizer. What the tokenizer puts before and behind a text (`[CLS]`, `[SEP]`) is found by
 * trying, so that a text that is cut keeps it.
 */
export function textEncoder(tokenizer: Tokenizer, maxTokens: number, padId: number): TextEncoder {
  const around = tokenizer.encode('').ids
  const [before, behind] = splitAround(tokenizer, around)
  const room = Math.max(1, maxTokens - around.length)
  let highestId = 0
  for (const id of tokenizer.get_vocab(true).values()) highestId = Math.max(highestId, id)

  function idsOf(text: string): readonly number[] {
    const cut = text.length > maxTokens * UNITS_A_TOKEN ? text.slice(0, maxTokens * UNITS_A_TOKEN) : text
    const ids: readonly number[] = tokenizer.encode(cut, { add_special_tokens: false }).ids
    return [...before, ...ids.slice(0, room), ...behind]
  }

  return {
    highestId,
    encode(texts) {
      const all = texts.map(idsOf)
      // A model cannot take a row of nothing.
      const width = all.reduce((most, { length }) => Math.max(most, length), 1)
      const ids = new BigInt64Array(all.length * width).fill(BigInt(padId))
      const mask = new BigInt64Array(all.length * width)
      for (const [row, one] of all.entries())
        for (const [i, id] of one.entries()) {
          ids[row * width + i] = BigInt(id)
          mask[row * width + i] = 1n
        }
      return { rows: all.length, width, ids, mask }
    },
  }
}

function splitAround(
  tokenizer: Tokenizer,
  around: readonly number[],
): [readonly number[], readonly number[]] {
  if (around.length === 0) return [[], []]
  const bare: readonly number[] = tokenizer.encode('a', { add_special_tokens: false }).ids
  const whole: readonly number[] = tokenizer.encode('a').ids
  const start = whole.findIndex((_, i) => bare.every((id, k) => whole[i + k] === id))
  return start < 0 ? [[], around] : [whole.slice(0, start), whole.slice(start + bare.length)]
}
