import { beforeAll, expect, test } from 'vitest'
import { decodeImage } from '../../signals/image/decode-image.ts'
import { decideItem } from '../../signals/model3d/decide-item.ts'
import { judgeLooks } from '../../signals/model3d/judge-looks.ts'
import { validateItem } from '../../signals/model3d/khronos/validate-item.ts'
import { looksOfItem } from '../../signals/model3d/looks-of-item.ts'
import { openDecoders } from '../../signals/model3d/open-decoders.ts'
import { readItemJson } from '../../signals/model3d/read-item.ts'
import type { SlotProfile } from '../../signals/model3d/slot-profile.ts'
import { type DemoItem, ITEM_KINDS, type ItemKind } from './demo-item.ts'
import { makeItems, makePictures } from './make-items.ts'

const TOP: SlotProfile = {
  ...{ id: 'top', world: 'demo', slot: 'top', source: 'a test' },
  ...{ triangles: 5000, textureMb: 64, bones: 64, materials: 8, watertight: true, wear: 'top' },
  mask: { chest: 0.35 },
}
const PLAIN: SlotProfile = { ...TOP, id: 'plain', mask: {} }

let items: readonly DemoItem[] = []
let parts: { clock: () => number; decoders: Awaited<ReturnType<typeof openDecoders>> }

beforeAll(async () => {
  items = [...makeItems(7, 20, 1)]
  parts = { clock: () => performance.now(), decoders: await openDecoders() }
}, 120_000)

function only(kind: ItemKind): DemoItem {
  return items.find((item) => item.kind === kind)!
}

test('good items have no finding, of ours or of the validator of Khronos, and are the same for the same seed', async () => {
  const good = items.filter(({ kind }) => kind === 'good')
  expect(new Set(good.map(({ garment }) => garment)).size).toBe(10)
  for (const { name, bytes } of good) {
    const { verdict, findings } = decideItem(bytes, PLAIN, parts)
    expect({ name, verdict, findings }).toEqual({ name, verdict: 'allow', findings: [] })
    const { item, json } = readItemJson(bytes, parts)
    expect(await validateItem(bytes, item, json)).toEqual([])
  }
  const again = [...makeItems(7, 2, 0)]
  expect(again.map(({ bytes }) => Buffer.from(bytes).toString('base64'))).toEqual(
    good.slice(0, 2).map(({ bytes }) => Buffer.from(bytes).toString('base64')),
  )
  expect(Buffer.from([...makeItems(8, 1, 0)][0]!.bytes).equals(good[0]!.bytes)).toBe(false)
}, 120_000)

test.each([
  ['too-many-triangles', 'too-many-triangles', 'block'],
  ['texture-memory', 'texture-memory', 'block'],
  ['hidden-writing', 'hidden-mesh', 'hold'],
  ['not-a-number', 'non-finite', 'block'],
  ['trailing-payload', 'trailing-bytes', 'hold'],
  ['invisible', 'invisible-part', 'hold'],
  ['glowing-only', 'emissive-only', 'allow'],
  ['outside-address', 'external-uri', 'block'],
] as const)('%s has the finding %s', (kind, code, verdict) => {
  const decision = decideItem(only(kind).bytes, PLAIN, parts)
  expect(decision.findings.map((finding) => finding.code)).toContain(code)
  expect(decision.verdict).toBe(verdict)
})

test('a top that is too little bares the chest; whole tops do not', async () => {
  const judge = async ({ bytes }: DemoItem) =>
    judgeLooks(await looksOfItem(bytes, { ...parts, wear: 'top' }), TOP).decision.findings.map(
      ({ code }) => code,
    )
  expect(await judge(only('too-bare'))).toEqual(['too-bare'])
  expect(await judge(items.find(({ garment }) => garment === 'shirt')!)).toEqual([])
})

test('each kind is made, and what is only seen in pictures has no finding in its file', async () => {
  expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(ITEM_KINDS))
  for (const kind of [
    'insult-written',
    'contact-written',
    'code-painted',
    'known-texture',
    'known-decal',
    'copied',
  ] as const)
    expect(decideItem(only(kind).bytes, PLAIN, parts).findings, kind).toEqual([])
})

test('profile pictures decode without a finding', async () => {
  for (const { bytes, name } of makePictures(7, 3, 1)) {
    const { picture, findings } = await decodeImage(bytes)
    expect({ name, findings, wide: picture!.width > 100 }).toEqual({ name, findings: [], wide: true })
  }
})
