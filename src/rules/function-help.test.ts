import { expect, test } from 'vitest'
import { envelopeNames } from './envelope-names.ts'
import { ENVELOPE_HELP, FUNCTION_HELP, MACRO_HELP } from './function-help.ts'
import { functionNames, OVERLOADS } from './functions.ts'

test('each function, macro and name of every event has a line of help, and nothing else has', () => {
  const functions = new Set(OVERLOADS.map(({ name }) => name))
  expect(Object.keys(FUNCTION_HELP).sort()).toEqual([...functions].sort())
  const macros = [...functionNames(true), ...functionNames(false)].filter((name) => !functions.has(name))
  expect(Object.keys(MACRO_HELP).sort()).toEqual([...new Set(macros)].sort())
  expect(Object.keys(ENVELOPE_HELP).sort()).toEqual(
    envelopeNames({})
      .map(({ name }) => name)
      .sort(),
  )
})
