import type { At } from './ir.ts'
import { readEscapes } from './read-escapes.ts'
import type { Mistake } from './syntax.ts'

export type TokenKind = 'end' | 'name' | 'quoted-name' | 'int' | 'double' | 'string' | 'sign'

/** Reads one token after another; the current one stands in its fields, so that no token is allocated. */
export class Scanner {
  readonly text: string
  kind: TokenKind = 'end'
  /** The sign or name as written; a string's content; a number's digits. */
  value = ''
  start = 0
  end = 0
  /** Where the token before this one ended. */
  lastEnd = 0
  readonly report: (mistake: Mistake) => void

  constructor(text: string, report: (mistake: Mistake) => void) {
    this.text = text
    this.report = report
    this.next()
  }

  at(): At {
    return [this.start, this.end]
  }

  next(): void {
    const { text } = this
    this.lastEnd = this.end
    let i = this.end
    for (;;) {
      const c = text.charCodeAt(i)
      if (c === 32 || (c >= 9 && c <= 13)) i++
      else if (c === 47 && text.charCodeAt(i + 1) === 47) {
        const line = text.indexOf('\n', i)
        i = line < 0 ? text.length : line
      } else break
    }
    this.start = i
    if (i >= text.length) {
      this.start = text.length
      this.set('end', text.length, '')
      return
    }
    const c = text.charCodeAt(i)
    if (isLetter(c)) {
      let j = i + 1
      while (isLetter(text.charCodeAt(j)) || isDigit(text.charCodeAt(j))) j++
      const next = text.charCodeAt(j)
      if ((next === 34 || next === 39) && j - i <= 2 && this.prefixed(i, j)) return
      this.set('name', j, text.slice(i, j))
    } else if (isDigit(c) || (c === 46 && isDigit(text.charCodeAt(i + 1)))) this.number(i)
    else if (c === 34 || c === 39) this.string(i, i, false)
    else if (c === 96) this.quotedName(i)
    else this.sign(i)
  }

  private set(kind: TokenKind, end: number, value: string): void {
    this.kind = kind
    this.end = end
    this.value = value
  }

  private prefixed(start: number, quote: number): boolean {
    const prefix = this.text.slice(start, quote).toLowerCase()
    if (prefix === 'r') this.string(start, quote, true)
    else if (prefix === 'b' || prefix === 'br' || prefix === 'rb') {
      this.string(start, quote, true)
      this.report({
        code: 'unsupported',
        message: 'bytes are not part of the rule language',
        at: this.at(),
        wayOut: 'compare strings instead',
      })
    } else return false
    return true
  }

  private string(start: number, quoteAt: number, raw: boolean): void {
    const { text } = this
    const quote = text[quoteAt]!
    const triple = text.startsWith(quote.repeat(3), quoteAt)
    const close = triple ? quote.repeat(3) : quote
    const bodyStart = quoteAt + close.length
    let i = bodyStart
    for (;;) {
      const c = text[i]
      if (c === undefined || (!triple && (c === '\n' || c === '\r'))) {
        this.set('string', i, text.slice(bodyStart, i))
        this.report({
          code: 'unterminated-string',
          message: 'this string has no end',
          at: [start, i],
          wayOut: `close it with ${close}`,
        })
        return
      }
      if (c === '\\' && !raw) i += 2
      else if (text.startsWith(close, i)) break
      else i++
    }
    const body = text.slice(bodyStart, i)
    this.set('string', i + close.length, raw ? body : readEscapes(body, bodyStart, this.report))
  }

  private number(i: number): void {
    NUMBER.lastIndex = i
    const found = NUMBER.exec(this.text)![0]
    let end = i + found.length
    const isInt = /^(0x[0-9a-f]+|\d+)$/i.test(found)
    const suffix = this.text[end]
    if (isInt && (suffix === 'u' || suffix === 'U')) {
      end++
      this.report({
        code: 'unsupported',
        message: 'unsigned integers are not part of the rule language',
        at: [i, end],
        wayOut: `write ${found}`,
      })
    }
    this.set(isInt ? 'int' : 'double', end, found)
  }

  private quotedName(i: number): void {
    const close = this.text.indexOf('`', i + 1)
    const end = close < 0 ? this.text.length : close + 1
    this.set('quoted-name', end, this.text.slice(i + 1, close < 0 ? end : close))
    if (close < 0)
      this.report({
        code: 'unterminated-string',
        message: 'this name has no end',
        at: [i, end],
        wayOut: 'close it with `',
      })
  }

  private sign(i: number): void {
    const three = this.text.slice(i, i + 3)
    if (three === '===' || three === '!==') this.set('sign', i + 3, three)
    else if (TWO.has(three.slice(0, 2))) this.set('sign', i + 2, three.slice(0, 2))
    else {
      // A character beyond the BMP is one mistake, not two.
      const one = String.fromCodePoint(this.text.codePointAt(i)!)
      this.set('sign', i + one.length, one)
    }
  }
}

const TWO = new Set(['&&', '||', '==', '!=', '<=', '>=', '<>', '=>', '=~'])
const NUMBER = /0[xX][0-9a-fA-F]+|\d*\.\d+(?:[eE][+-]?\d+)?|\d+(?:[eE][+-]?\d+)?/y

function isLetter(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57
}
