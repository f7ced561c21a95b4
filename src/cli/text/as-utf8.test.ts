import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asUtf8, encodingNote } from './as-utf8.ts'

async function read(all: Uint8Array, piece = 7) {
  async function* source() {
    for (let at = 0; at < all.length; at += piece) yield all.subarray(at, at + piece)
  }
  const { bytes, found } = asUtf8(source())
  const out: Uint8Array[] = []
  for await (const chunk of bytes) out.push(chunk)
  return { text: Buffer.concat(out).toString('utf8'), ...found() }
}

/** 안녕하세요 and 똠방각하 (which EUC-KR lacks and CP949 has). */
const HELLO = Buffer.from([0xbe, 0xc8, 0xb3, 0xe7, 0xc7, 0xcf, 0xbc, 0xbc, 0xbf, 0xe4])
const DDOM = Buffer.from([0x8c, 0x63, 0xb9, 0xe6, 0xb0, 0xa2, 0xc7, 0xcf])
const NEWLINE = Buffer.from('\n')

test('UTF-8 comes out as it went in, however it is cut', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', '가', '😀', '\n', '\r', ',', '\ufeff') })
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (said, piece) => {
      const { text: out, name } = await read(Buffer.from(said), piece)
      expect([out, name]).toEqual([said, 'utf-8'])
    }),
  )
})

test.each(['utf-16le', 'utf-16be'] as const)('%s is known by its mark', async (name) => {
  const little = Buffer.from('\ufefftext,label\n안녕 😀,fine\n', 'utf16le')
  const bytes = name === 'utf-16le' ? little : Buffer.from(little).swap16()
  for (const piece of [1, 2, 3, 100]) {
    const found = await read(bytes, piece)
    expect([found.name, found.text]).toEqual([name, 'text,label\n안녕 😀,fine\n'])
  }
})

test('CP949 is read where UTF-8 fails, and told', async () => {
  const found = await read(Buffer.concat([Buffer.from('text,label\n'), HELLO, NEWLINE, DDOM]))
  expect(found).toEqual({
    text: 'text,label\n안녕하세요\n똠방각하',
    name: 'euc-kr',
    korean: 2,
    firstKorean: 2,
  })
  expect(encodingNote('f.csv', found)).toContain('CP949')
})

test('lines of both in one file are each read, and the first is named', async () => {
  const found = await read(Buffer.concat([Buffer.from('반가워\n'), HELLO, NEWLINE, Buffer.from('잘가\n')]))
  expect(found).toEqual({ text: '반가워\n안녕하세요\n잘가\n', name: 'mixed', korean: 1, firstKorean: 2 })
  expect(encodingNote('f.csv', found)).toBe(
    'f.csv: 1 line is CP949 in a file that is UTF-8 otherwise, line 2 first; they were converted, look at them.',
  )
})

test('a line that is neither stays, to be refused where lines are read', async () => {
  const broken = Buffer.from([0x61, 0xff, 0xff, 0x0a])
  const { name, korean } = await read(Buffer.concat([Buffer.from('가\n'), broken]))
  expect([name, korean]).toEqual(['utf-8', 0])
})
