import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { decodeCp949 } from './decode-cp949.ts'

test('every syllable stands where Python has it', () => {
  let count = 0
  const digest = createHash('sha256')
  for (let lead = 0x81; lead < 0xff; lead++)
    for (let trail = 0x41; trail < 0xff; trail++) {
      const text = decodeCp949(Uint8Array.of(lead, trail))
      if (text === undefined || !/^[가-힣]$/.test(text)) continue
      count++
      const hex = (number: number) => number.toString(16).padStart(4, '0')
      digest.update(hex((lead << 8) | trail) + hex(text.charCodeAt(0)))
    }
  // From `bytes([lead, trail]).decode('cp949')` of Python 3.
  expect([count, digest.digest('hex')]).toEqual([
    11172,
    '14ccb0cadbbd950caa8e79a2e46503d8cad06ff68fc4ea28040deaefaf6182fa',
  ])
})

test('half a character and bytes that stand for nothing are no CP949', () => {
  expect(decodeCp949(Uint8Array.of(0x61, 0x8c, 0x63))).toBe('a똠')
  expect(decodeCp949(Uint8Array.of(0x61, 0x8c))).toBeUndefined()
  expect(decodeCp949(Uint8Array.of(0xff, 0xff))).toBeUndefined()
  expect(decodeCp949(Uint8Array.of(0xc6, 0x7a))).toBeUndefined()
})
