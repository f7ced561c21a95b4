import type { Value } from '../../core/value.ts'
import { NOT_READ } from '../frame.ts'
import { Generator } from '../generate.ts'
import type { IrName, IrNode } from '../ir.ts'
import { LINKER } from '../linker.ts'
import { optionalNames, optionalNode } from './wholly-optional.ts'

/** Gives what reads a signal of a text (`IrName.read.of`): its value for a word, by the word's code in its column. */
export type SignalOfWord = (slot: number) => (word: string | undefined, code: number) => Value

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
  private readonly judgeWord: (word: string | undefined, code: number) => Value
  private readonly isCondition: boolean

  constructor(node: IrNode, names: Readonly<Record<string, IrName>>, signalOf?: SignalOfWord) {
    this.judgeWord = wordFunction(optionalNode(node), optionalNames(names), signalOf)
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

  /** The array is used again for other words: a new one for every block would keep the garbage collector busy. */
  private makeBytes(size: number, grown: boolean): void {
    const before = this.bytes
    if (before.length >= size) {
      if (!grown) before.fill(OPEN, 0, size)
      return
    }
    this.bytes = new Uint8Array(Math.max(size, before.length * 2)).fill(OPEN)
    if (grown) this.bytes.set(before)
  }

  judge(code: number): number {
    const value = this.judgeWord(code < 0 ? undefined : this.words[code], code)
    const byte = value === undefined ? 2 : value === true ? 1 : 0
    this.bytes[code + 1] = byte
    return byte
  }

  value(code: number): Value {
    const known = this.values[code + 1]
    if (known !== NOT_READ) return known
    const value = this.judgeWord(code < 0 ? undefined : this.words[code], code)
    this.values[code + 1] = value
    return value
  }
}

class WordGenerator extends Generator {
  protected override readonly context = 'w,c'
  private readonly signalOf: SignalOfWord | undefined
  private readonly readers = new Map<number, string>()

  constructor(names: Readonly<Record<string, IrName>>, signalOf: SignalOfWord | undefined) {
    super(LINKER)
    this.names = names
    this.signalOf = signalOf
  }

  /** The only column that is read is the word; signals are asked about it. */
  protected override read(name: string): string {
    const { read } = this.names[name]!
    if (read.kind === 'derived') return this.value(read.root)
    if (read.kind !== 'signal' || this.signalOf === undefined) return 'w'
    let reader = this.readers.get(read.slot)
    if (reader === undefined) {
      reader = this.constant(this.signalOf(read.slot))
      this.readers.set(read.slot, reader)
    }
    return `${reader}(w,c)`
  }
}

function wordFunction(
  node: IrNode,
  names: Readonly<Record<string, IrName>>,
  signalOf: SignalOfWord | undefined,
): (word: string | undefined, code: number) => Value {
  const generator = new WordGenerator(names, signalOf)
  const value = generator.value(node)
  const constants = generator.constants.map((_, i) => `k${i}=K[${i}]`).join()
  const temporaries = Array.from({ length: generator.usedTemporaries }, (_, i) => `t${i}`).join()
  const code =
    `"use strict";${constants ? `const ${constants};` : ''}${generator.functions.join('\n')}\n` +
    `return function(w,c){${temporaries ? `let ${temporaries};` : ''}return ${value}}`
  return new Function('K', code)(generator.constants)
}
