import type { Value } from '../core/value.ts'
import type { Column, ColumnBlock } from './column.ts'
import type { Shared } from './columns/column-reader.ts'
import { ColumnGenerator } from './columns/generate-columns.ts'
import { arraysOf, columnKind, loadColumn } from './columns/loaded-column.ts'
import { optionalNames, optionalNode } from './columns/wholly-optional.ts'
import { wordColumn } from './columns/word-column.ts'
import { type SignalOfWord, WordMemo } from './columns/word-memo.ts'
import type { Ir, IrName, IrNode } from './ir.ts'

/**
 * Compiles an expression to a function that gives its value in every row of a block, as the key or the member of a
 * counter needs it. A name alone gives the block's own column; a text made of one text is made once for each word.
 * Other texts, lists and maps come as a column of values. `signalOf` is as in compileColumns.
 */
export function compileColumnValue(
  { root, names }: Pick<Ir, 'root' | 'names'>,
  signalOf?: SignalOfWord,
): (block: ColumnBlock) => Column {
  if (root.kind === 'name') {
    const { read, type } = names[root.name]!
    if (read.kind === 'derived') return compileColumnValue({ root: read.root, names }, signalOf)
    const key = read.kind === 'signal' ? read.slot : read.property
    return (block) => loadColumn(block, { from: read.kind, key, kind: columnKind(type) })
  }
  // Events from before a feature was required may lack it.
  const [node, all] = [optionalNode(root), optionalNames(names)]
  const word = columnKind(root.type) === 'text' ? wordColumn(node, all) : undefined
  return word === undefined ? compileLoop(node, all, signalOf) : compileWords(node, all, word, signalOf)
}

type Names = Readonly<Record<string, IrName>>

/** A text made of one text: its words are those of the source, each turned into its own. */
function compileWords(
  node: IrNode,
  names: Names,
  word: string,
  signalOf: SignalOfWord | undefined,
): (block: ColumnBlock) => Column {
  const source = compileColumnValue({ root: { ...node, kind: 'name', name: word }, names })
  const memo = new WordMemo(node, names, signalOf)
  let from: readonly string[] = []
  let words: string[] = []
  /** For each word of the source the code of its own; -1 where it has none. */
  let codes: number[] = []
  let ofMissing = -1
  return (block) => {
    const column = source(block)
    if (column.kind !== 'text') throw new Error(`the column of ${word} holds no texts`)
    const isNew = column.words !== from
    if (isNew) [from, words, codes] = [column.words, [], []]
    memo.bind(from, 0)
    if (isNew) ofMissing = codeOf(memo.value(-1), words)
    for (let code = codes.length; code < from.length; code++) codes.push(codeOf(memo.value(code), words))
    return {
      kind: 'text',
      codes: column.codes.map((code) => (code < 0 ? ofMissing : codes[code]!)),
      words,
    }
  }
}

function codeOf(value: Value, words: string[]): number {
  return typeof value === 'string' ? words.push(value) - 1 : -1
}

/** Nothing else reads what one expression remembers. */
function alone(signalOf: SignalOfWord | undefined): Shared {
  return { wordMemo: (node, names) => new WordMemo(node, names, signalOf), rowMemo: () => undefined }
}

type Run = (
  block: ColumnBlock,
  columns: readonly unknown[],
  memos: readonly WordMemo[],
  constants: readonly unknown[],
  values: unknown,
  present: Uint8Array,
  rows: number,
) => void

function compileLoop(
  node: IrNode,
  names: Names,
  signalOf: SignalOfWord | undefined,
): (block: ColumnBlock) => Column {
  const kind = columnKind(node.type)
  const generator = new ColumnGenerator(names, alone(signalOf), false)
  const { known, raw } = generator.guarded(node)
  const value = kind === 'bool' ? `(${raw}?1:0)` : raw
  const missing = kind === 'bool' ? '2' : kind === 'number' ? '0' : 'undefined'
  const code =
    `"use strict";${generator.declarations()}${generator.temporaryDeclarations()}\nfor(let R=0;R<rows;R++)` +
    `if(${known || 'true'}){values[R]=${value};present[R]=1}else values[R]=${missing}`
  const { columns, memos, constants } = generator
  const run = new Function('B', 'A', 'M', 'K', 'values', 'present', 'rows', code) as Run
  const bound = memos.map(({ memo }) => memo)
  return (block) => {
    const { rows } = block
    const loaded = columns.map((read) => loadColumn(block, read))
    for (const { memo, column } of memos) {
      const words = loaded[column]!
      if (words.kind === 'text') memo.bind(words.words, 0)
    }
    const present = new Uint8Array(rows)
    const judge = <T>(values: T): T => {
      run(block, loaded.flatMap(arraysOf), bound, constants, values, present, rows)
      return values
    }
    switch (kind) {
      case 'number':
        return { kind, values: judge(new Float64Array(rows)), present }
      case 'bool':
        return { kind, values: judge(new Uint8Array(rows)) }
      default:
        return { kind: 'value', values: judge(new Array<Value>(rows).fill(undefined)) }
    }
  }
}
