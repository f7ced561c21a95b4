import type { Automaton } from './automaton.ts'

/** Banks compiled: plain data, so that a build can be stored or made in another thread. */
export interface TermTables {
  /** Over the plain form of every term and exception. */
  readonly plain: KeyedAutomaton
  /** Over the squeezed form of those that consist of letters of one kind. */
  readonly squeezed: KeyedAutomaton
  /** Over the ways in which those that reach the level `alike` may sound. */
  readonly sound: KeyedAutomaton
  /** Over the Latin words that stand for those that reach the level `alike`. */
  readonly words: KeyedAutomaton
  /** By pattern: a term, or exception, of one bank. */
  readonly patterns: {
    /** Plain form. */
    readonly forms: readonly string[]
    /** As the bank writes it. */
    readonly terms: readonly string[]
    /** Index into `banks`. */
    readonly banks: Int32Array
    /** Index into `policies`; -1: none. */
    readonly policies: Int32Array
    /** TERM_FLAG bits. */
    readonly flags: Uint8Array
  }
  readonly banks: readonly string[]
  /** By bank. */
  readonly languages: readonly string[]
  readonly policies: readonly string[]
}

/** An automaton, and which patterns each of its keys stands for. */
export interface KeyedAutomaton {
  readonly automaton: Automaton
  /** By key, in UTF-16 units. */
  readonly lengths: Int32Array
  /** By key: where its patterns begin in `patterns`; one more than keys. */
  readonly offsets: Int32Array
  readonly patterns: Int32Array
}
