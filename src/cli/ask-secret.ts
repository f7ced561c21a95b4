import type { CliAdapters } from './adapters.ts'
import { CliFailure } from './failure.ts'

/** Asks for lines of input one after the other; a secret is not shown while it is typed. */
export interface Asker {
  line(question: string): Promise<string>
  secret(question: string): Promise<string>
}

const [CTRL_C, CTRL_D, BACKSPACE, DELETE] = ['\u0003', '\u0004', '\b', '\u007f']

/** Asks the person at the terminal, or reads the lines of a file or pipe. One asker reads all that a command needs. */
export function asker({ stdin, stderr }: Pick<CliAdapters, 'stdin' | 'stderr'>): Asker {
  const input = stdin[Symbol.asyncIterator]()
  const decoder = new TextDecoder()
  let read = ''

  async function lineOf(question: string): Promise<string> {
    if (stdin.isTTY) await stderr.write(question)
    let line = ''
    for (;;) {
      for (const char of read) {
        read = read.slice(char.length)
        if (char === '\n' || char === '\r') {
          // The end of a line may be two characters.
          if (char === '\r' && read.startsWith('\n')) read = read.slice(1)
          return line
        }
        if (char === CTRL_C || char === CTRL_D) throw new CliFailure('interrupted', 'Nothing was done')
        line = char === BACKSPACE || char === DELETE ? [...line].slice(0, -1).join('') : line + char
      }
      const { done, value } = await input.next()
      if (done) {
        if (line === '')
          throw new CliFailure(
            'usage',
            `${question.trim()} Nobody is here to be asked: give it on standard input`,
          )
        return line
      }
      read += decoder.decode(value, { stream: true })
    }
  }

  return {
    line: lineOf,
    async secret(question) {
      stdin.setRawMode?.(true)
      try {
        return await lineOf(question)
      } finally {
        stdin.setRawMode?.(false)
        if (stdin.isTTY) await stderr.write('\n')
      }
    },
  }
}
