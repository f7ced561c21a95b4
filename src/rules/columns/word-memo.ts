import type { Value } from '../../core/value.ts'
import { NOT_READ } from '../frame.ts'
import { Generator } from '../generate.ts'
import type { IrName, IrNode } from '../ir.ts'
import { LINKER } from '../linker.ts'
import { optionalNames, optionalNode } from './wholly-optional.ts'

/** In a table of bytes: not judged yet. */
const OPEN = 3
/** A dictionary with fewer new words than this share of the rows is judged ahead. */
const SMALL = 1 / 32

/**
 * What an expression that reads one text alone makes of each word of a column, worked out once a word. Entries stand
 * one past the word's code, so that the code of a missing text (-1) has one, too.
 */
export class WordMemo {
  /** Of a condition: 0 false, 1 true, 2 unknown, 3 not judged yet. */
  bytes = new Uint8Array(0)
  private values: (Value | typeof NOT_READ)[] = []
  /** Entries of `bytes` from the start that are known to be judged. */
  private judged = 0
  private words: readonly string[] = []
  private readonly judgeWord: (word: string | undefined) => Value
  private readonly isCondition: boolean

  constructor(node: IrNode, names: Readonly<Record<string, IrName>>) {
    this.judgeWord = wordFunction(optionalNode(node), optionalNames(names))
    this.isCondition = node.type.kind === 'bool'
  }

  /**
   * Must be called before a column's codes are asked about; what was found out about words stays. Returns true when
   * every word has been judged: a small dictionary is, ahead of its rows.
   */
  bind(words: readonly string[], rows: number): boolean {
    const grown = words === this.words
    if (!grown) this.judged = 0
    this.words = words
    if (this.isCondition) this.makeBytes(words.length + 1, grown)
    else {
      if (!grown) this.values = []
      for (let i = this.values.length; i <= words.length; i++) this.values.push(NOT_READ)
    }
    if (!this.isCondition || words.length - this.judged > rows * SMALL) return false
    for (let code = this.judged - 1; code < words.length; code++)
      if (this.bytes[code + 1] === OPEN) this.judge(code)
    this.judged = words.length + 1
    return true
  }

  private makeBytes(size: number, grown: boolean): void {
    const before = this.bytes
    if (grown && before.length >= size) return
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
