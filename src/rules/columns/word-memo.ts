import type { Value } from '../../core/value.ts'
import { NOT_READ } from '../frame.ts'
import { Generator } from '../generate.ts'
import type { IrName, IrNode } from '../ir.ts'
import { LINKER } from '../linker.ts'
import { optionalNames, optionalNode } from './wholly-optional.ts'

/** In a table of bytes: not judged yet. */
const OPEN = 3

/**
 * What an expression that reads one text alone makes of each word of a column, worked out once a word. Entries stand
 * one past the word's code, so that the code of a missing text (-1) has one, too.
 */
export class WordMemo {
  /** Of a condition: 0 false, 1 true, 2 unknown, 3 not judged yet. */
  bytes = new Uint8Array(0)
  private values: (Value | typeof NOT_READ)[] = []
  private words: readonly string[] = []
  private readonly judgeWord: (word: string | undefined) => Value
  private readonly isCondition: boolean

  constructor(node: IrNode, names: Readonly<Record<string, IrName>>) {
    this.judgeWord = wordFunction(optionalNode(node), optionalNames(names))
    this.isCondition = node.type.kind === 'bool'
  }

  /** Must be called before a column's codes are asked about; words that were known stay judged. */
  bind(words: readonly string[]): void {
    const grown = words === this.words
    const size = words.length + 1
    this.words = words
    if (!this.isCondition) {
      if (!grown) this.values = []
      for (let i = this.values.length; i < size; i++) this.values.push(NOT_READ)
      return
    }
    if (grown && this.bytes.length >= size) return
    const before = this.bytes
    this.bytes = new Uint8Array(grown ? Math.max(size, before.length * 2) : size).fill(OPEN)
    if (grown) this.bytes.set(before)
  }

  judge(code: number): number {
    const value = this.judgeWord(code < 0 ? undefined : this.words[code])
    const byte = value === undefined ? 2 : value === true ? 1 : 0
    this.bytes[code + 1] = byte
    return byte
  }

  value(code: number): Value {
    const known = this.values[code + 1]
    if (known !== NOT_READ) return known
    const value = this.judgeWord(code < 0 ? undefined : this.words[code])
    this.values[code + 1] = value
    return value
  }
}

class WordGenerator extends Generator {
  protected override readonly context = 'w'

  constructor(names: Readonly<Record<string, IrName>>) {
    super(LINKER)
    this.names = names
  }

  /** The only column that is read is the word. */
  protected override read(name: string): string {
    const { read } = this.names[name]!
    return read.kind === 'derived' ? this.value(read.root) : 'w'
  }
}

function wordFunction(
  node: IrNode,
  names: Readonly<Record<string, IrName>>,
): (word: string | undefined) => Value {
  const generator = new WordGenerator(names)
  const value = generator.value(node)
  const constants = generator.constants.map((_, i) => `k${i}=K[${i}]`).join()
  const temporaries = Array.from({ length: generator.usedTemporaries }, (_, i) => `t${i}`).join()
  const code =
    `"use strict";${constants ? `const ${constants};` : ''}${generator.functions.join('\n')}\n` +
    `return function(w){${temporaries ? `let ${temporaries};` : ''}return ${value}}`
  return new Function('K', code)(generator.constants)
}
