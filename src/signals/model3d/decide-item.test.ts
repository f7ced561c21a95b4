import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ATTACKS } from './attacks.fixture.ts'
import { decideItem } from './decide-item.ts'
import { CHECKS } from './integrity/checks.ts'
import { countEdges } from './integrity/count-edges.ts'
import { poseItem } from './integrity/pose-item.ts'
import { MUTANTS, skinned, withNormals } from './mutants.fixture.ts'
import { openDecoders } from './open-decoders.ts'
import { readItem } from './read-item.ts'
import { cube, pngHeader, quad, spoilt } from './shapes.fixture.ts'
import { ANY_SLOT } from './slot-profile.ts'
import { SLOT_PROFILES } from './slot-profiles.fixture.ts'

const parts = { clock: () => 0, decoders: await openDecoders() }
const decide = (bytes: Uint8Array, profile = ANY_SLOT) => decideItem(bytes, profile, parts)
const profileOf = (id = 'any') => SLOT_PROFILES.find((profile) => profile.id === id)!

test.each(SLOT_PROFILES)('a sound item fits the slot $id', (profile) => {
  const decision = decide(spoilt(cube(0.5, pngHeader(64, 64))), profile)
  expect(decision).toMatchObject({ verdict: 'allow', findings: [], figures: { triangles: 12, textures: 1 } })
})

test('an error blocks, a warning holds; of what was read in part no check says anything', () => {
  const cycle = decide(spoilt(cube(), (json) => (json.nodes[0].children = [0])))
  expect(cycle.verdict).toBe('block')
  const codes = new Set(cycle.findings.map(({ code }) => code))
  expect(codes).toEqual(new Set(['node-cycle']))
  expect(decide(spoilt(cube()), { ...ANY_SLOT, triangles: 11 })).toMatchObject({
    findings: [{ code: 'too-many-triangles' }],
  })
  const cut = spoilt(cube(), (json) => (json.nodes[0].children = [0]))
  expect(decide(cut, { ...ANY_SLOT, triangles: 1 }).findings.map(({ code }) => code)).toEqual(['node-cycle'])
})

test('an open surface, as clothes are, is no fault in a slot of clothes', () => {
  for (const { id } of SLOT_PROFILES.filter(({ world }) => world === 'ZEPETO'))
    expect(decide(spoilt(quad()), profileOf(id)).findings, id).toEqual([])
})

test('every profile says where its limits are from', () => {
  expect(SLOT_PROFILES.length).toBeGreaterThanOrEqual(18)
  for (const { source } of SLOT_PROFILES) expect(source.length).toBeGreaterThan(10)
})

test('bones and normals that are right are not told', () => {
  expect(decide(skinned()).findings).toEqual([])
  expect(decide(withNormals(1)).findings).toEqual([])
})

test('a mirrored item is not inside out', () => {
  expect(decide(spoilt(cube(), (json) => (json.nodes[0].scale = [-1, 1, 1]))).findings).toEqual([])
})

test.each(MUTANTS)('$name: $code', ({ bytes, code, profile }) => {
  const { findings } = decide(bytes(), profileOf(profile))
  expect(findings.map((finding) => finding.code)).toContain(code)
})

test.each(CHECKS.map((check) => [check.name, check] as const))(
  'the check %s finds a mutant itself',
  (_, check) => {
    const found = MUTANTS.filter(({ bytes, code, profile }) => {
      const item = readItem(bytes(), parts)
      const checked = {
        item,
        posed: poseItem(item),
        edges: item.meshes.map(countEdges),
        profile: profileOf(profile),
      }
      return check(checked).some((finding) => finding.code === code)
    })
    expect(found).not.toEqual([])
  },
)

test.each(ATTACKS)('$name, made in code, has its finding', ({ bytes, code }) => {
  const codes = decide(bytes()).findings.map((finding) => finding.code)
  if (code === undefined) expect(codes).toEqual([])
  else expect(codes).toContain(code)
})

test('findings never hold what the file says', () => {
  const secret = 'zq-secret-word'
  const bytes = spoilt(cube(), (json) => {
    json.nodes[0].name = secret
    json.extensionsUsed = [`${secret} <b>`]
    json.images = [{ uri: `http://${secret}` }]
    json.buffers[0].uri = `../${secret}`
  })
  expect(JSON.stringify(decide(bytes))).not.toContain(secret)
})

const MODELS = '/work/shared/data/models3d'

describe.skipIf(!existsSync(MODELS))(`models of ${MODELS} (left out where it is missing)`, () => {
  test('each of the hostile files is known and has its finding', () => {
    const files = readdirSync(`${MODELS}/attacks`).map((file) => file.replace('.glb', ''))
    expect(files.sort()).toEqual(ATTACKS.map(({ name }) => name).sort())
    for (const { name, code } of ATTACKS) {
      const { findings } = decide(new Uint8Array(readFileSync(`${MODELS}/attacks/${name}.glb`)))
      const codes = findings.map((finding) => finding.code)
      if (code === undefined) expect(codes, name).toEqual([])
      else expect(codes, name).toContain(code)
    }
  })

  test.each(['Knight.glb', 'ShapeCollection.glb', 'cryptovoxels.vrm', 'tshirt_tpose.glb', 'BoxMeshopt.glb'])(
    '%s is allowed',
    (name) => {
      const { verdict, findings } = decide(new Uint8Array(readFileSync(`${MODELS}/${name}`)))
      expect({ verdict, grave: findings.filter(({ severity }) => severity !== 'note') }).toEqual({
        verdict: 'allow',
        grave: [],
      })
    },
  )
})
