import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSceneFile, type SceneFileHeader, sceneFileWriter } from './scene-file.ts'

test('numbers and pictures come back as they were written, whatever their lengths', () => {
  fc.assert(
    fc.property(
      fc.array(fc.float32Array({ maxLength: 20 }), { maxLength: 4 }),
      fc.uint32Array({ maxLength: 20 }),
      fc.uint8Array({ maxLength: 21 }),
      (positions, indices, png) => {
        const writer = sceneFileWriter()
        const parts = positions.map((one, mesh) => ({
          ...{ mesh, shown: mesh === 0, positions: writer.stretch(one), indices: writer.stretch(indices) },
          ...{ base: [1, 1, 1, 1] as const, wrap: ['repeat', 'clamp'] as const, alpha: 'opaque' as const },
          ...{ cutoff: 0.5, doubleSided: false },
        }))
        const textures = [{ png: writer.stretch(png), width: 1, height: 1 }]
        const header: SceneFileHeader = { form: 1, faces: '+z', parts, textures, leftOut: 0 }
        const read = readSceneFile(writer.write(header).buffer)
        expect(read.header).toEqual(header)
        expect(read.bytes(read.header.textures[0]!.png)).toEqual(png)
        for (const [mesh, part] of read.header.parts.entries()) {
          expect(read.floats(part.positions)).toEqual(positions[mesh])
          expect(read.indices(part.indices)).toEqual(indices)
        }
      },
    ),
  )
})

test('a file of another form is refused', () => {
  const writer = sceneFileWriter()
  const header = { form: 2, faces: '+z', parts: [], textures: [], leftOut: 0 }
  const file = writer.write(header as unknown as SceneFileHeader)
  expect(() => readSceneFile(file.buffer)).toThrow('load the page again')
})
