/** A word that tesseract read, in pixels of what it was given. */
export interface OcrWord {
  readonly text: string
  /** 0 to 100. */
  readonly confidence: number
  /** Words of one line have one line. */
  readonly line: string
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const WORD = '5'

/** The words of tesseract's table: level, page, block, paragraph, line, word, box, confidence, text. */
export function wordsOfTsv(table: string): OcrWord[] {
  return table.split('\n').flatMap((row) => {
    const [level, page, block, paragraph, line, , left, top, width, height, confidence, ...rest] =
      row.split('\t')
    const text = rest.join(' ').trim()
    if (level !== WORD || text === '') return []
    return {
      text,
      confidence: Math.max(0, Number(confidence)),
      line: `${page}.${block}.${paragraph}.${line}`,
      left: Number(left),
      top: Number(top),
      width: Number(width),
      height: Number(height),
    }
  })
}
