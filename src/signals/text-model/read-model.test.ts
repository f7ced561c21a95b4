import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BadModel } from './read-model.ts'
import { serveTextModel } from './serve-text-model.ts'
import { smallModel } from './small-model.fixture.ts'
import { loadTextModel } from './text-model.ts'
import { writeModel } from './write-model.ts'

const parts = smallModel({ '바보 멍청이': 'rude', 'selling gold': 'trade,\nor so' })

function folder(change: (json: Record<string, unknown>) => void = () => {}): string {
  const dir = mkdtempSync(join(tmpdir(), 'haechi-model-'))
  const { json, weights } = writeModel(parts)
  const value = JSON.parse(json)
  change(value)
  writeFileSync(join(dir, 'model.json'), JSON.stringify(value))
  writeFileSync(join(dir, 'weights.bin'), weights)
  return dir
}

function faultOf(dir: string): string {
  try {
    loadTextModel(dir)
  } catch (fault) {
    expect(fault).toBeInstanceOf(BadModel)
    return (fault as Error).message
  }
  return 'no fault'
}

test('a model that was written is read back and scores the same', () => {
  const loaded = loadTextModel(folder())
  const given = serveTextModel(parts)
  const [a, b] = [new Float32Array(2), new Float32Array(2)]
  for (const text of ['바보', 'gold', '', '안녕 바보 gold']) {
    loaded.score(text, a)
    given.score(text, b)
    expect(a).toEqual(b)
  }
  expect(loaded.labels).toEqual(['rude', 'trade,\nor so'])
  expect(loaded.version).toMatch(/^[0-9a-f]{12}$/)
})

test('the version changes with either file', () => {
  const other = folder((json) => {
    json.name = 'other'
  })
  expect(loadTextModel(other).version).not.toBe(loadTextModel(folder()).version)
})

test('a folder without a model is named with the way out', () => {
  expect(faultOf('/nowhere/at/all')).toMatch(/model\.json cannot be read \(ENOENT\); give the folder/)
})

test('weights that are cut short, changed or of another model are told apart', () => {
  const dir = folder()
  const path = join(dir, 'weights.bin')
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.subarray(0, 100))
  expect(faultOf(dir)).toMatch(/weights\.bin has 100 bytes .* cut short/)
  bytes[10]! ^= 1
  writeFileSync(path, bytes)
  expect(faultOf(dir)).toMatch(/not the file that model\.json was written with/)
})

test('a model.json that is cut short, foreign, of another version or self-contradictory is refused', () => {
  const dir = folder()
  const path = join(dir, 'model.json')
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, 200))
  expect(faultOf(dir)).toMatch(/not JSON: it is cut short/)
  for (const foreign of ['null', '[]', '"x"', '{"model_type":"bert"}']) {
    writeFileSync(path, foreign)
    expect(faultOf(dir)).toMatch(/not a text model of Haechi/)
  }
  expect(faultOf(folder((json) => (json.featuriser = 99)))).toMatch(
    /another version of Haechi.*train it again/,
  )
  expect(faultOf(folder((json) => (json.labels = ['one'])))).toMatch(/contradicts itself/)
  expect(faultOf(folder((json) => (json.steps = [1])))).toMatch(/contradicts itself/)
  expect(faultOf(folder((json) => (json.biases = ['x', 1])))).toMatch(/biases/)
  expect(faultOf(folder((json) => (json.features = 3)))).toMatch(/contradicts itself/)
})
