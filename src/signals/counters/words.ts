const double = new Float64Array(1)
const halves = new Uint32Array(double.buffer)

/** 32-bit words written one after another. */
export interface WordWriter {
  words: Uint32Array
  length: number
}

export function reserveWords(writer: WordWriter, more: number): void {
  if (writer.length + more <= writer.words.length) return
  const larger = new Uint32Array(Math.ceil((writer.length + more) * 1.5))
  larger.set(writer.words.subarray(0, writer.length))
  writer.words = larger
}

export function putWord(writer: WordWriter, word: number): void {
  reserveWords(writer, 1)
  writer.words[writer.length++] = word
}

export function putDouble(writer: WordWriter, value: number): void {
  double[0] = value
  putWord(writer, halves[0]!)
  putWord(writer, halves[1]!)
}

export function putWords(writer: WordWriter, words: Uint32Array): void {
  reserveWords(writer, words.length)
  writer.words.set(words, writer.length)
  writer.length += words.length
}

/** Words read one after another. Reading past the end throws a RangeError. */
export interface WordReader {
  readonly words: Uint32Array
  at: number
}

export function takeWord(reader: WordReader): number {
  if (reader.at >= reader.words.length) throw new RangeError('words end early')
  return reader.words[reader.at++]!
}

export function takeDouble(reader: WordReader): number {
  halves[0] = takeWord(reader)
  halves[1] = takeWord(reader)
  return double[0]!
}

/** A view, not a copy. */
export function takeWords(reader: WordReader, count: number): Uint32Array {
  if (reader.at + count > reader.words.length) throw new RangeError('words end early')
  reader.at += count
  return reader.words.subarray(reader.at - count, reader.at)
}

/** Two words that change with any word and its place. */
export function checksum(words: Uint32Array): [number, number] {
  let a = words.length
  let b = ~words.length
  for (let i = 0; i < words.length; i++) {
    a = Math.imul(a ^ words[i]!, 0xcc9e2d51)
    a = (a << 15) | (a >>> 17)
    b = Math.imul(((b << 13) | (b >>> 19)) + words[i]!, 0x1b873593)
  }
  return [a >>> 0, b >>> 0]
}
