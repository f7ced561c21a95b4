import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findingInKorean, REGIONS_KO } from './finding-words.ts'

/** Codes as they stand in sources: `code: 'holes', severity`, and what helpers are given. */
function codesInSources(): Set<string> {
  const codes = new Set<string>()
  for (const folder of ['src/signals/model3d', 'src/signals/media', 'src/signals/image', 'src/signals/video'])
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || /\.(test|fixture)\.ts$/.test(name)) continue
      const source = readFileSync(join(folder, name), 'utf8')
      for (const [, code] of source.matchAll(/code: '([a-z0-9-]+)'/g)) codes.add(code!)
      for (const [, code] of source.matchAll(
        /\b(?:error|warning|note|add|refuse|fail)\('([a-z0-9]+(?:-[a-z0-9]+)+)'/g,
      ))
        codes.add(code!)
    }
  return codes
}

/** The codes that docs/items.md lists. */
function codesInDocs(): Set<string> {
  const docs = readFileSync('docs/items.md', 'utf8')
  const tables = docs.slice(docs.indexOf('## Findings'), docs.indexOf('### The validator'))
  const codes = new Set<string>()
  for (const row of tables.split('\n').filter((line) => line.startsWith('| `')))
    for (const [, code] of row.matchAll(/`([a-z0-9-]+[a-z0-9])`/g)) codes.add(code!)
  return codes
}

test('every finding has Korean words', () => {
  const codes = new Set([...codesInSources(), ...codesInDocs()])
  expect(codes.size).toBeGreaterThan(70)
  expect([...codes].filter((code) => findingInKorean(code) === undefined)).toEqual([])
  expect(findingInKorean('gltf-accessor-min-mismatch')).toMatch('Khronos')
  expect(findingInKorean('of-tomorrow')).toBeUndefined()
})

test('every body region has a Korean name', () => {
  const source = readFileSync('docs/items.md', 'utf8')
  const rows = source.split('\n').filter((line) => /^\| (head and trunk|limbs) \|/.test(line))
  const regions = rows.flatMap((row) => [...row.matchAll(/`([a-z_]+)`/g)].map(([, region]) => region!))
  expect(regions.length).toBeGreaterThan(15)
  expect(regions.filter((region) => !Object.hasOwn(REGIONS_KO, region))).toEqual([])
})
