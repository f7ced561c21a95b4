import { expect, test } from 'vitest'
import { videoFormat } from './video-format.ts'

const boxed = (brand: string, size = 24) =>
  Buffer.concat([Buffer.from([0, 0, size >> 8, size & 255]), Buffer.from(`ftyp${brand}\0\0\0\0isomavc1`)])
const ebml = (doc: string) =>
  Buffer.concat([
    Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 1, 0x42, 0x82, 0x80 | doc.length]),
    Buffer.from(doc),
    Buffer.alloc(40),
  ])

test('MP4, QuickTime and WebM are videos by their first bytes', () => {
  expect([boxed('isom'), boxed('mp42'), boxed('qt  '), ebml('webm')].map(videoFormat)).toEqual([
    ...['mp4', 'mp4', 'mov', 'webm'],
  ])
})

test('playlists, Matroska at large, pictures in boxes and pieces are none', () => {
  const others = [
    ...['#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n', 'ffconcat version 1.0\nfile /etc/passwd\n', ''].map(
      (text) => Buffer.from(text),
    ),
    ...[ebml('matroska'), boxed('avif'), boxed('heic'), boxed('isom', 8), boxed('isom', 60_000)],
    ...[boxed('isom').subarray(0, 12), Buffer.from([0x1a, 0x45, 0xdf, 0xa3])],
  ]
  expect(others.map(videoFormat)).toEqual(others.map(() => undefined))
})
