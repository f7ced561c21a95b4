import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readSceneFile } from '../../core/scene-file.ts'
import { encodePng } from '../image/encode-png.ts'
import { looksOfItem } from './looks-of-item.ts'
import { openDecoders } from './open-decoders.ts'
import { quad, spoilt } from './shapes.fixture.ts'
import { writeScene } from './write-scene.ts'

const parts = { clock: () => 0, decoders: await openDecoders() }
const picture = await sharp({ create: { width: 8, height: 4, channels: 3, background: '#f00' } })
  .png()
  .toBuffer()

async function written(bytes: Uint8Array) {
  const { scene, faces } = await looksOfItem(bytes, parts)
  const file = await writeScene(scene, faces, encodePng)
  return readSceneFile(file.buffer)
}

test('a viewer gets the triangles, the texture and where they lie', async () => {
  const { header, floats, indices, bytes } = await written(spoilt(quad(picture)))
  expect(header).toMatchObject({ faces: '+z', leftOut: 0, parts: [{ mesh: 0, shown: true, texture: 0 }] })
  const [part] = header.parts
  expect(floats(part!.positions)).toHaveLength(12)
  expect(indices(part!.indices)).toHaveLength(6)
  expect(floats(part!.uvs!)).toHaveLength(8)
  const decoded = await sharp(bytes(header.textures[0]!.png)).raw().toBuffer({ resolveWithObject: true })
  expect(decoded.info).toMatchObject({ width: 8, height: 4 })
  expect([...decoded.data.subarray(0, 3)]).toEqual([255, 0, 0])
})

test('a mesh that the scene hides is there, and said to be hidden', async () => {
  const hidden = spoilt(quad(picture), (json) => {
    json.scenes[0].nodes = []
  })
  const { header } = await written(hidden)
  expect(header.parts).toMatchObject([{ mesh: 0, shown: false }])
})
