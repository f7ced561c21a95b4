import { type IrNode, operands } from './ir.ts'

export const INLINE: Readonly<Record<string, string>> = {
  eq: '===',
  ne: '!==',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
}
export const COMPARISONS = new Set(['===', '!==', '<', '<=', '>', '>='])
export const ORDERS = new Set(['<', '<=', '>', '>='])
export const OPPOSITE: Readonly<Record<string, string>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' }

export function known(node: IrNode & { kind: 'call' }, a: string, b: string): string {
  return [a, b]
    .filter((_, i) => node.args[i]!.fallible)
    .map((code) => `${code}!==undefined`)
    .join('&&')
}

/** `undefined === undefined` is no equality: needed only when both sides can be missing. */
export function bothKnown(node: IrNode & { kind: 'call' }, b: string, otherwise: string): string {
  return node.args[0]!.fallible && node.args[1]!.fallible ? `&&${b}!==undefined` : otherwise
}

/** Safe to write twice: a local, a temporary or a constant. */
export function isSimple(code: string): boolean {
  return /^(?:[dxk]\d+|\(?-?[\d.]+(?:e[+-]?\d+)?\)?|"(?:[^"\\]|\\.)*"|true|false|null)$/.test(code)
}

export function quote(text: string): string {
  const quoted = JSON.stringify(text)
  return /[\u2028\u2029]/.test(quoted)
    ? quoted.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
    : quoted
}

/** Whether a plain property read of this name cannot reach a prototype. */
export function isOwnSafe(name: string): boolean {
  return !(name in Object.prototype)
}

export function property(of: string, name: string, own: (of: string) => string): string {
  return isOwnSafe(name) ? `${of}[${quote(name)}]` : own(of)
}

/** Macro variables that a macro uses from the macros around it. */
export function freeLocals(node: IrNode & { kind: 'each' }): readonly number[] {
  const bound = new Set<number>([node.slot])
  const free = new Set<number>()
  const visit = (part: IrNode): void => {
    if (part.kind === 'local' && !bound.has(part.slot)) free.add(part.slot)
    if (part.kind === 'each') bound.add(part.slot)
    for (const inner of operands(part)) visit(inner)
  }
  if (node.test) visit(node.test)
  if (node.body) visit(node.body)
  return [...free].filter((slot) => !bound.has(slot))
}
