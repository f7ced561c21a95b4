import type { Value } from '../core/value.ts'
import type { Frame } from './frame.ts'
import { Generator } from './generate.ts'
import type { Ir } from './ir.ts'
import { LINKER } from './linker.ts'

/** Compiles an expression to a function that gives its value, `undefined` when it is unknown. */
export function compileValue(ir: Ir): (frame: Frame) => Value {
  return compile(ir, (generator) => generator.value(ir.root)) as (frame: Frame) => Value
}

/** Compiles a condition to a function that is true just when it is: unknown counts as false. */
export function compileTest(ir: Ir): (frame: Frame) => boolean {
  return compile(ir, (generator) => generator.whenTrue(ir.root)) as (frame: Frame) => boolean
}

function compile(ir: Ir, write: (generator: Generator) => string): (frame: Frame) => unknown {
  const generator = new Generator(LINKER)
  generator.start(ir)
  const result = write(generator)
  const constants = generator.constants.map((_, i) => `k${i}=K[${i}]`).join()
  const code =
    `"use strict";${constants ? `const ${constants};` : ''}${generator.functions.join('\n')}\n` +
    `return function(F){const E=F.event,D=E.data;${generator.prologue(generator.usedTemporaries)}\nreturn ${result}}`
  return new Function('K', code)(generator.constants)
}
