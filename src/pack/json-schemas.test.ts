import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { packSchemas } from './json-schemas.ts'
import { changed, SMALL_PACK } from './small-pack.fixture.ts'

const ajv = new Ajv2020({ strict: false, validateFormats: false })
const fits = (schema: string, text: string) => ajv.validate(packSchemas()[schema] as object, parse(text))

test.each([
  ['haechi.schema.json', 'haechi.yaml'],
  ['policies.schema.json', 'policies/all.yaml'],
  ['rules.schema.json', 'rules/chat.yaml'],
  ['banks.schema.json', 'banks/insults_en.yaml'],
  ['labels.schema.json', 'labels.yaml'],
  ['queues.schema.json', 'queues.yaml'],
  ['enforcements.schema.json', 'enforcements.yaml'],
])('%s lets a right %s pass', (schema, file) => {
  expect(fits(schema, SMALL_PACK[file]!)).toBe(true)
})

test('models.schema.json lets right models pass, and no unknown option or kind', () => {
  const fitting =
    'a: { kind: onnx, max_batch: 8 }\nb: { kind: linear }\nc: { kind: chat, url: "http://h/", model: m, format: shieldgemma, policy: x }\n'
  expect(fits('models.schema.json', fitting)).toBe(true)
  expect(fits('models.schema.json', 'a: { kind: onnx, max_btch: 8 }\n')).toBe(false)
  expect(fits('models.schema.json', 'a: { kind: onxn }\n')).toBe(false)
})

test('an unknown key, and an unknown kind of signal, do not pass', () => {
  const files = changed('rules/chat.yaml', 'unknown: hold', 'unknwon: hold')
  expect(fits('rules.schema.json', files['rules/chat.yaml']!)).toBe(false)
  const signals = changed('haechi.yaml', 'kind: links', 'kind: lniks')
  expect(fits('haechi.schema.json', signals['haechi.yaml']!)).toBe(false)
})

test('every schema says that it is draft 2020-12', () => {
  for (const schema of Object.values(packSchemas()))
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' })
})
