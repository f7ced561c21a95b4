import {
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  type YAMLMap,
} from 'yaml'
import type { Diagnostic, Place } from '../core/diagnostic.ts'
import type { SourceText } from '../rules/scope.ts'
import { scalarOffsets } from './scalar-offsets.ts'

export const YAML_LIMITS = { maxLength: 4_194_304, maxDepth: 40 }

export type Path = readonly (string | number)[]

/** A YAML file as plain data, with the way back to where each value stands. */
export interface YamlFile {
  readonly file: string
  /** Plain data; undefined when the file could not be read as YAML. */
  readonly value: unknown
  /** Where the value at `path` stands, or the nearest thing above it that is there. */
  place(path: Path): Place
  /** Where the key that leads to `path` stands. */
  keyPlace(path: Path): Place
  /** The text at `path` with a map from its offsets to the file's. */
  sourceText(path: Path): SourceText
}

/**
 * Reads YAML 1.2 without aliases, tags of its own, or duplicated keys; adds what is wrong to `diagnostics`.
 * `linesBefore`: the text is a piece of the file, below so many lines.
 */
export function parseYaml(file: string, raw: string, diagnostics: Diagnostic[], linesBefore = 0): YamlFile {
  const text = raw.startsWith('\ufeff') ? raw.slice(1) : raw
  const lines = new LineCounter()
  const position = (start: number, end = start): Place => {
    const from = lines.linePos(start)
    const to = lines.linePos(Math.max(start, end))
    return {
      file,
      line: linesBefore + Math.max(1, from.line),
      column: Math.max(1, from.col),
      endLine: linesBefore + Math.max(1, to.line),
      endColumn: Math.max(1, to.col),
    }
  }
  const refuse = (
    code: string,
    message: string,
    place: Place,
    wayOut: string,
    more: Partial<Diagnostic> = {},
  ) => {
    diagnostics.push({ severity: 'error', code, message, place, wayOut, ...more })
  }
  const start: Place = { file, line: linesBefore + 1, column: 1 }
  const nothing: YamlFile = {
    file,
    value: undefined,
    place: () => start,
    keyPlace: () => start,
    sourceText: () => ({ text: '', locate: () => start }),
  }
  const tooLarge = tooLargeYaml(file, text)
  if (tooLarge !== undefined) {
    diagnostics.push(tooLarge)
    return nothing
  }

  // 1. Tokens, watching the depth: the composer recurses, and V8 dies rather than throws deep in its stack.
  const tokens = []
  const parser = new Parser(lines.addNewLine)
  lines.addNewLine(0)
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (parser.stack.length > YAML_LIMITS.maxDepth) {
      const place = position(parser.offset)
      refuse(
        'too-deep',
        `nested deeper than ${YAML_LIMITS.maxDepth} levels`,
        place,
        'a pack needs no more than 8',
      )
      return nothing
    }
  }
  for (const token of parser.end()) tokens.push(token)

  // 2. The document.
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, version: '1.2', merge: false })
  const documents = [...composer.compose(tokens, true, text.length)]
  const document = documents[0]
  if (document === undefined) return nothing
  if (documents.length > 1)
    refuse('several-documents', 'the file holds several YAML documents', start, 'remove the --- lines')
  let broken = false
  for (const error of document.errors) {
    broken = true
    const place = position(error.pos[0], error.pos[1])
    refuse('yaml-syntax', `not valid YAML: ${lowerFirst(error.message)}`, place, wayOutOf(error.code))
  }
  for (const warning of document.warnings)
    refuse(
      'yaml-syntax',
      `not plain YAML: ${lowerFirst(warning.message)}`,
      position(...warning.pos),
      WAY_OUT.plain,
    )

  // 3. Plain data. Only what was written: no alias, no tag, no key twice.
  const plain = (node: unknown): unknown => {
    if (isAlias(node)) {
      refuse('alias', 'an alias is not allowed in a pack', at(node), 'write the value out')
      return undefined
    }
    if (isSeq(node)) return node.items.map(plain)
    if (isMap(node)) {
      const object: Record<string, unknown> = {}
      const first = new Map<string, Node>()
      for (const { key, value } of node.items) {
        if (!isScalar(key)) {
          refuse('bad-key', 'a key must be a plain word', at(key as Node), 'write it as text')
          continue
        }
        const name = String(key.value)
        const before = first.get(name)
        if (before !== undefined) {
          refuse(
            'duplicate-key',
            `the key "${shorten(name)}" stands here twice`,
            at(key),
            'keep one of the two',
            {
              related: [{ message: 'first here', place: at(before) }],
            },
          )
        } else if (FORBIDDEN_KEYS.has(name)) {
          refuse('forbidden-key', `the key "${name}" is not allowed`, at(key), 'choose another name')
        } else {
          first.set(name, key)
          object[name] = plain(value)
        }
      }
      return object
    }
    if (isScalar(node)) return node.value
    return null
  }
  const at = (node: Node | null | undefined): Place =>
    node?.range ? position(node.range[0], node.range[1]) : start

  // A search through the items of each map would make a file of many keys cost their square.
  const pairsByMap = new Map<YAMLMap, Map<string, Pair>>()
  const pairsOf = (map: YAMLMap): Map<string, Pair> => {
    let pairs = pairsByMap.get(map)
    if (pairs === undefined) {
      pairs = new Map()
      for (const pair of map.items) {
        const name = isScalar(pair.key) ? String(pair.key.value) : undefined
        if (name !== undefined && !pairs.has(name)) pairs.set(name, pair)
      }
      pairsByMap.set(map, pairs)
    }
    return pairs
  }
  const find = (path: Path): { node: Node | undefined; key: Node | undefined } => {
    let node = document.contents as Node | undefined
    let key: Node | undefined
    for (const step of path) {
      let next: Node | undefined
      if (isMap(node)) {
        const pair = pairsOf(node).get(String(step))
        if (pair === undefined) break
        key = pair.key as Node
        next = (pair.value ?? pair.key) as Node
      } else if (isSeq(node)) {
        next = node.items[Number(step)] as Node | undefined
        if (next === undefined) break
        key = next
      } else break
      node = next
    }
    return { node: node ?? undefined, key }
  }
  const value = plain(document.contents)
  return {
    file,
    value: broken && typeof value !== 'object' ? undefined : value,
    place: (path) => at(find(path).node),
    keyPlace: (path) => {
      const { key, node } = find(path)
      return at(key ?? node)
    },
    sourceText: (path) => {
      const { node } = find(path)
      const content = isScalar(node) && typeof node.value === 'string' ? node.value : ''
      let offsets: Int32Array | undefined
      const locate = (from: number, to = from): Place => {
        const range = node?.range
        if (!range) return start
        offsets ??= scalarOffsets(text.slice(range[0], range[1]), content)
        const clamp = (offset: number) => Math.max(0, Math.min(offset, content.length))
        const first = offsets[clamp(from)]!
        const last = to > from ? offsets[clamp(to) - 1]! + 1 : first
        return position(range[0] + first, range[0] + Math.max(first, last))
      }
      return { text: content, locate }
    },
  }
}

/** What is said of a YAML file with too many characters; undefined when it has not. */
export function tooLargeYaml(file: string, text: string): Diagnostic | undefined {
  if (text.length <= YAML_LIMITS.maxLength) return undefined
  const size = (text.length / 1_048_576).toFixed(1)
  return {
    severity: 'error',
    code: 'file-too-large',
    message: `the file has ${size} million characters; a YAML file may have 4`,
    place: { file, line: 1, column: 1 },
    wayOut: WAY_OUT.split,
  }
}

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

const WAY_OUT = {
  split: 'split it into several files of the same folder, or move terms to a terms_file',
  plain: 'write plain values without tags or directives',
}

function wayOutOf(code: string): string {
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'put text that holds ": " in quotes; a canary is written `mode: canary 5%`'
    case 'TAB_AS_INDENT':
      return 'indent with spaces'
    case 'BAD_INDENT':
    case 'MISSING_CHAR':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'check the indentation and the quotes around here'
    default:
      return 'put text with special characters in quotes, and check the indentation'
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function shorten(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name
}
