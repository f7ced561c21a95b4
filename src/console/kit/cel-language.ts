import { StreamLanguage } from '@codemirror/language'

const WORD = /^[A-Za-z_]\w*/
const CONSTANTS = new Set(['true', 'false', 'null'])

/** Colours for conditions; what they mean is checked by the server. */
export const CEL = StreamLanguage.define({
  token(stream) {
    if (stream.eatSpace()) return null
    if (stream.match('//')) {
      stream.skipToEnd()
      return 'comment'
    }
    if (stream.match(/^[rb]?("(\\.|[^"\\])*"?|'(\\.|[^'\\])*'?)/i)) return 'string'
    if (stream.match(/^(0x[\da-f]+|\d+(\.\d+)?(e[+-]?\d+)?)u?/i)) return 'number'
    const word = stream.match(WORD)
    if (word !== null && typeof word === 'object') {
      const [text] = word
      if (text === 'in') return 'operator'
      if (CONSTANTS.has(text)) return 'atom'
      return stream.peek() === '(' ? 'keyword' : 'variableName'
    }
    if (stream.match(/^(&&|\|\||[=!<>]=|[-+*/%!<>?:])/)) return 'operator'
    stream.next()
    return null
  },
})
