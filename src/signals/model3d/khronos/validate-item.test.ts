import { existsSync, readdirSync, readFileSync } from 'node:fs'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { ATTACKS } from '../attacks.fixture.ts'
import type { Gltf } from '../glb.fixture.ts'
import { openDecoders } from '../open-decoders.ts'
import { readItemJson } from '../read-item.ts'
import { cube, spoilt } from '../shapes.fixture.ts'
import { severityOf } from './issue-severities.ts'
import { MOST_BYTES, validateItem } from './validate-item.ts'

const parts = { clock: () => 0, decoders: await openDecoders() }
const validate = (bytes: Uint8Array) => {
  const { item, json } = readItemJson(bytes, parts)
  return validateItem(bytes, item, json)
}
const sound = (change: (json: Gltf) => void = () => {}) =>
  spoilt(cube(), (json) => {
    json.accessors[0].min = [0, 0, 0]
    json.accessors[0].max = [0.5, 0.5, 0.5]
    change(json)
  })

test('a sound item has no findings', async () => {
  expect(await validate(sound())).toEqual([])
})

test('what exporters get wrong is a note, what viewers take differently a warning, all of one code one finding', async () => {
  const notes = await validate(spoilt(cube()))
  expect(notes).toMatchObject([
    {
      code: 'gltf-mesh-primitive-position-accessor-without-bounds',
      severity: 'note',
      at: expect.any(String),
    },
  ])
  const turned = await validate(sound((json) => (json.nodes[0].rotation = [0, 0, 0.5, 0.5])))
  expect(turned).toMatchObject([
    { code: 'gltf-rotation-non-unit', severity: 'warning', at: '/nodes/0/rotation' },
  ])
  const many = sound((json) => {
    json.nodes = [{ mesh: 0 }, ...Array.from({ length: 9 }, () => ({ rotation: [0, 0, 0.5, 0.5] }))]
  })
  expect((await validate(many)).map(({ says }) => says)).toContainEqual(
    'The Khronos validator: ROTATION_NON_UNIT, 9 times.',
  )
})

test('codes that are not known are notes, grave ones errors, and normals of odd length never more than notes', () => {
  expect(severityOf('SOMETHING_NEW')).toBe('note')
  expect(severityOf('NODE_LOOP')).toBe('error')
  expect(severityOf('ACCESSOR_VECTOR3_NON_UNIT')).toBe('note')
})

test('an item that was not read whole is not asked about: the validator could die of it', async () => {
  for (const { bytes } of ATTACKS) {
    const { item, json } = readItemJson(bytes(), parts)
    if (!item.whole) expect(await validateItem(bytes(), item, json)).toEqual([])
  }
  const large = new Uint8Array(MOST_BYTES + 1)
  expect(await validateItem(large, { whole: true, extensions: [] }, {})).toMatchObject([
    { code: 'gltf-not-validated' },
  ])
})

test('findings hold no word of the file', async () => {
  const secret = 'zqsecretword'
  const findings = await validate(
    sound((json) => {
      json.nodes[0].extensions = { [secret]: { [secret]: secret } }
      json.nodes[0][secret] = secret
      json.materials[0].name = 7
      json.extensionsUsed = [`${secret} x`]
    }),
  )
  expect(findings.length).toBeGreaterThan(1)
  expect(JSON.stringify(findings)).not.toContain(secret)
})

test('what it only informs of takes no place of what it finds', async () => {
  const many = sound((json) => {
    for (let i = 0; i < 1500; i++) json.accessors.push({ componentType: 5126, count: 1, type: 'SCALAR' })
    json.accessors[0].max = [9, 9, 9]
  })
  expect(await validate(many)).toMatchObject([
    { code: 'gltf-accessor-max-mismatch', at: '/accessors/0/max/0' },
  ])
})

test('thousands of one kind do not hide another, and are told as more', async () => {
  const many = sound((json) => {
    json.nodes.push(...Array.from({ length: 1500 }, () => ({ rotation: [0, 0, 0.5, 0.5] })))
    json.accessors[0].max = [9, 9, 9]
  })
  const findings = await validate(many)
  expect(findings.map(({ says }) => says)).toContain(
    'The Khronos validator: ROTATION_NON_UNIT, 1000 times or more.',
  )
  expect(findings.map(({ code }) => code)).toContain('gltf-accessor-max-mismatch')
})

test('a picture of another kind than its file says is at most a note', async () => {
  const jpeg = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer()
  const findings = await validate(spoilt(cube(1, jpeg)))
  expect(findings.map(({ code }) => code)).toContain('gltf-image-mime-type-invalid')
  expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([])
})

const MODELS = '/work/shared/data/models3d'

describe.skipIf(!existsSync(MODELS))(`models of ${MODELS} (left out where it is missing)`, () => {
  test.each(readdirSync(MODELS).filter((name) => /\.(glb|vrm)$/.test(name)))(
    '%s has notes at most',
    async (name) => {
      const findings = await validate(new Uint8Array(readFileSync(`${MODELS}/${name}`)))
      expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([])
    },
  )
})
