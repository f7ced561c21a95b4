/** An n-gram of up to four bytes of UTF-8, whether a word begins or ends with it, and its score by language. */
export interface Gram {
  readonly bytes: readonly number[]
  readonly starts: boolean
  readonly ends: boolean
  readonly scores: readonly (readonly [language: number, score: number])[]
}

/** The key of an n-gram among those of the same place in a word; places are 0 to 3. */
export function gramKey(bytes: readonly number[]): number {
  let key = 0
  for (const byte of bytes) key = ((key << 8) | byte) >>> 0
  return key
}

export function gramPlace(starts: boolean, ends: boolean): number {
  return (starts ? 1 : 0) | (ends ? 2 : 0)
}

/**
 * Writes n-grams as bytes: for each place the number of n-grams, then, in ascending order of keys, the step from the
 * one before, how many languages, and the pairs of language and score. Numbers are in base 128, low part first.
 */
export function packTable(grams: readonly Gram[]): Uint8Array {
  const out: number[] = []
  const put = (value: number): void => {
    let rest = value
    for (; rest > 127; rest = Math.floor(rest / 128)) out.push((rest % 128) | 128)
    out.push(rest)
  }
  for (let place = 0; place < 4; place++) {
    const own = grams
      .filter(({ starts, ends }) => gramPlace(starts, ends) === place)
      .map(({ bytes, scores }) => ({ key: gramKey(bytes), scores }))
      .sort((a, b) => a.key - b.key)
    put(own.length)
    let last = 0
    for (const { key, scores } of own) {
      put(key - last)
      last = key
      put(scores.length)
      for (const [language, score] of scores) {
        put(language)
        put(score)
      }
    }
  }
  return Uint8Array.from(out)
}
