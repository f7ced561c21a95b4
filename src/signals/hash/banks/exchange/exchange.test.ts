import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ExchangeFormat } from '../../../../core/exchange-format.ts'
import type { BankEntry } from '../ports.ts'
import { all, cutEverywhere, entries, member, text, these } from './entries.fixture.ts'
import { formatOf, readExchange } from './read-exchange.ts'
import { readNcmec } from './read-ncmec.ts'
import { readSignalLines } from './read-signal-lines.ts'
import { readStopNcii } from './read-stopncii.ts'
import { indicatorOf, readThreatExchange } from './read-threatexchange.ts'
import { writeExchange } from './write-exchange.ts'

const PDQ = '0f'.repeat(32)
const OTHER = '3c'.repeat(32)
const MD5 = 'ab'.repeat(16)

describe('signal lines', () => {
  test('are read whatever the pieces, with remarks, empty lines, CRLF and capitals', async () => {
    const file = `\uFEFF# ours\npdq ${PDQ.toUpperCase()}\r\n\nvideo_md5 ${MD5}\nvpdq ["1,100,${PDQ},0.5"]`
    const read = await entries(readSignalLines(cutEverywhere(file)))
    expect(read.map(({ hashes }) => hashes[0])).toEqual([
      { type: 'pdq', value: PDQ },
      { type: 'video_md5', value: MD5 },
      { type: 'vpdq', value: `["${PDQ},100,0.5"]` },
    ])
  })

  test('tell the line of what cannot be read, and what is left out and why', async () => {
    const file = `pdq ${PDQ}\npdq abc\nraw_text some words\nfoo ${MD5}\nmd5\npdq ${'0'.repeat(64)}\n`
    expect((await all(readSignalLines([file]))).slice(1)).toEqual([
      { line: 2, bad: 'a pdq hash has 64 hexadecimal digits' },
      { line: 3, left: expect.stringContaining('bank of terms') },
      { line: 4, bad: expect.stringContaining('not known') },
      { line: 5, bad: expect.stringContaining('expected a kind') },
      { line: 6, left: expect.stringContaining('empty picture') },
    ])
  })

  test('a line that never ends is passed over in little memory, and those behind it are read', async () => {
    function* huge() {
      for (let i = 0; i < 80; i++) yield 'a'.repeat(64 * 1024)
      yield `\nmd5 ${MD5}`
    }
    expect(await all(readSignalLines(huge()))).toEqual([
      { line: 1, bad: 'the line is longer than 4 MiB' },
      { line: 2, entry: expect.objectContaining({ hashes: [{ type: 'md5', value: MD5 }] }) },
    ])
  })
})

describe('ThreatExchange CSV', () => {
  test('is read with and without the id of the indicator', async () => {
    const file = `${PDQ},12,2020-07-01T18:31:15+0000,a b\r\n${OTHER},777,34,mine,"true_positive c"\r\n${'c3'.repeat(32)},9,mine,false_positive\r\n${'a5'.repeat(32)}\r\n`
    expect(await entries(readThreatExchange([file], 'pdq'))).toEqual([
      {
        ...{ id: 'te:12', state: 'active', tags: ['a', 'b'], atMs: Date.UTC(2020, 6, 1, 18, 31, 15) },
        hashes: [{ type: 'pdq', value: PDQ }],
      },
      {
        ...{ id: 'te:777', state: 'active', tags: ['true_positive', 'c'], atMs: undefined },
        hashes: [{ type: 'pdq', value: OTHER }],
      },
      expect.objectContaining({ id: 'te:9', state: 'disputed' }),
      expect.objectContaining({ id: undefined, state: 'active' }),
    ])
  })

  test('tells the line of a wrong row', async () => {
    const file = `${PDQ},1,mine,\n${PDQ},x,mine,\na,b,c,d,e,f\n"${PDQ}`
    expect((await all(readThreatExchange([file], 'pdq'))).slice(1)).toEqual([
      { line: 2, bad: expect.stringContaining('whole number') },
      { line: 3, bad: 'expected 1 to 5 fields, found 6' },
      { line: 4, bad: expect.stringContaining('quote') },
    ])
  })

  test('the name of a file says what is in it', () => {
    expect(indicatorOf('simple.HASH_PDQ.te')).toBe('pdq')
    expect(indicatorOf('HASH_VIDEO_MD5.te')).toBe('video_md5')
    expect(indicatorOf('hashes.te')).toBeUndefined()
  })
})

const XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2">
  <images count="2" maxTimestamp="2026-01-01T00:00:00Z">
    <image>
      <member id="7">A platform &amp; more</member>
      <timestamp>2026-01-01T00:00:00Z</timestamp>
      <id>pic-1</id>
      <classification>A1</classification>
      <fingerprints>
        <md5>${MD5}</md5>
        <pdq>${PDQ}</pdq>
        <pdna>QUJD...</pdna>
      </fingerprints>
      <feedback lastUpdateTimestamp="2026-01-01T00:00:00Z">
        <affirmativeFeedback type="Md5"><members><member id="9">B</member></members></affirmativeFeedback>
        <negativeFeedback type="Sha1"><reasons><reason guid="g" name="n" type="Sha1"/></reasons></negativeFeedback>
      </feedback>
    </image>
    <deletedImage><member id="8">B</member><id>pic-2</id><timestamp>2026-01-01T00:00:00Z</timestamp></deletedImage>
  </images>
  <videos count="1" maxTimestamp="2026-01-01T00:00:00Z">
    <video>
      <member id="7">A</member><timestamp>2026-01-01T00:00:00Z</timestamp><id>vid-1</id>
      <fingerprints><md5>${MD5}</md5><tmk-pdqf rel="self" href="/v2/entries/1/fingerprints/TMK_PDQF"/></fingerprints>
    </video>
  </videos>
  <paging><next>/v2/entries?start=2001&amp;size=1000</next></paging>
</queryResult>`

describe('NCMEC hash sharing', () => {
  test('is read with deletions, feedback and fingerprints that lie elsewhere, whatever the pieces', async () => {
    const read = await all(readNcmec(cutEverywhere(XML)))
    const atMs = Date.UTC(2026, 0, 1)
    expect(read).toEqual([
      {
        line: 4,
        entry: {
          ...{ id: 'ncmec:7/image/pic-1', state: 'active', atMs },
          hashes: [
            { type: 'md5', value: MD5 },
            { type: 'pdq', value: PDQ },
            { type: 'pdna', value: 'QUJD...' },
          ],
          tags: ['class:A1', 'affirmative:md5', 'negative:sha1'],
        },
      },
      {
        line: 19,
        entry: { id: 'ncmec:8/image/pic-2', hashes: [], state: 'withdrawn', tags: [], atMs },
      },
      { line: 22, left: expect.stringContaining('tmk_pdqf') },
      {
        line: 22,
        entry: expect.objectContaining({
          id: 'ncmec:7/video/vid-1',
          hashes: [{ type: 'video_md5', value: MD5 }],
        }),
      },
    ])
  })

  test('a record that cannot be read is told by its line, and the others are read', async () => {
    const read = await all(readNcmec([XML.replace(`<pdq>${PDQ}`, '<pdq>12'), '']))
    expect(read[0]).toEqual({ line: 4, bad: 'a pdq hash has 64 hexadecimal digits' })
    expect(read).toHaveLength(4)
  })

  test.each([
    [
      'billion laughs',
      `<!DOCTYPE q [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><queryResult>&b;</queryResult>`,
      'document type',
    ],
    ['an outer entity', '<!DOCTYPE q SYSTEM "file:///etc/passwd"><queryResult/>', 'document type'],
    [
      'an entity that nobody said',
      '<queryResult><images><image><id>&x;</id></image></images></queryResult>',
      'entity',
    ],
    ['another document', '<html/>', 'expected queryResult'],
    ['a file that is cut off', XML.slice(0, 900), 'unclosed'],
    ['an empty file', '', 'root element'],
    ['deep elements', `<queryResult>${'<a>'.repeat(100)}`, 'deep'],
  ])('%s is refused, with the place', async (_, file, why) => {
    const read = await all(readNcmec([file]))
    const last = read.at(-1)!
    expect('bad' in last && last.bad).toContain(why)
  })

  test.each([
    ['a remark', '<queryResult><!--'],
    ['an attribute', '<queryResult a="'],
    ['a text', '<queryResult>'],
    ['a document type', '<!DOCTYPE a ['],
  ])('%s that never ends is refused before it fills the memory', async (_, start) => {
    let asked = 0
    function* forever() {
      yield start
      for (; asked < 2000; asked++) yield 'a'.repeat(64 * 1024)
    }
    const read = await all(readNcmec(forever()))
    expect('bad' in read.at(-1)! && read.at(-1)).toMatchObject({ bad: expect.stringContaining('4 MiB') })
    expect(asked).toBeLessThan(200)
  })
})

const RECORD = {
  ...{ lastModtimestamp: 1_700_000_000, signalType: 'ImagePDQ', hashValue: PDQ, hashStatus: 'Active' },
  caseNumbers: { 'case-1': 'Active' },
  CSPFeedbacks: [{ feedbackValue: 'Blocked', tags: ['x'], source: 'Someone' }],
}
const page = (...hashRecords: object[]) =>
  JSON.stringify({
    count: 1,
    nextPageToken: '{"hashRecords":[{',
    nextSetTimestamp: 1,
    hasMoreRecords: false,
    hashRecords,
  })

describe('StopNCII', () => {
  test('is read from one page or several, whatever the pieces', async () => {
    const file = `${page(RECORD, { ...RECORD, hashStatus: 'Withdrawn' })}\n${page({ ...RECORD, signalType: 'VideoMD5', hashValue: MD5, hashStatus: 'Received' })}`
    const read = await entries(readStopNcii(cutEverywhere(file)))
    expect(read.map(({ state, hashes }) => [state, hashes[0]!.type])).toEqual([
      ['active', 'pdq'],
      ['withdrawn', 'pdq'],
      ['active', 'video_md5'],
    ])
    expect(read[0]).toMatchObject({
      tags: ['case:case-1', 'feedback:Blocked:Someone'],
      atMs: 1_700_000_000_000,
    })
    expect(read[0]!.id).toBeUndefined()
  })

  test('tells what is wrong where, never with what it held, and leaves words out', async () => {
    const file = page(
      { ...RECORD, hashStatus: 'Gone' },
      { ...RECORD, signalType: 'Text', hashValue: 'secret words' },
      { ...RECORD, hashValue: 'zz' },
      RECORD,
    ).replaceAll('},{', '},\n{')
    const read = await all(readStopNcii([file]))
    expect(read.slice(0, 3)).toEqual([
      { line: 1, bad: expect.stringContaining('hashStatus') },
      { line: 2, left: expect.stringContaining('bank of terms') },
      { line: 3, bad: expect.stringContaining('hashValue') },
    ])
    expect(read[3]).toHaveProperty('entry')
    expect(JSON.stringify(read)).not.toContain('secret')
  })

  test.each([
    ['a file that is cut off', page(RECORD).slice(0, -40), 'ends within'],
    ['no JSON', 'hello', 'no JSON'],
    ['deep brackets', `{"hashRecords":[${'['.repeat(100)}`, 'deep'],
    ['a bracket too many', '{"a":1]}', 'closes nothing'],
    ['an endless record', `{"hashRecords":[{"a":"${'x'.repeat(2 ** 22)}"}]}`, 'longer than'],
  ])('%s is told', async (_, file, why) => {
    const read = await all(readStopNcii([file]))
    expect(read.some((one) => 'bad' in one && one.bad.includes(why))).toBe(true)
  })
})

describe('vPDQ', () => {
  const frame = (at: number, hash = PDQ) => `${at},100,${hash},${at / 2}`
  const value = (...hashes: string[]) => `[${hashes.map((hash, at) => `"${hash},100,${at / 2}"`).join(', ')}]`

  test('videos are read as their tools write them: lines from frame 0 on, or JSON a line', async () => {
    const file = [
      ...['# two videos', frame(0), frame(1, OTHER), '', frame(0, OTHER.toUpperCase()), value(PDQ)],
      ...[
        `{"0":{"quality":100,"hash":"${PDQ}","timestamp":0},"9":{"quality":100,"hash":"${OTHER}","timestamp":0.5}}`,
      ],
      ...[
        `{"file":"a.mp4","frames":[{"frame":0,"quality":100,"hash":"${OTHER}","seconds":0}],"md5":"${MD5}"}`,
      ],
      frame(7),
    ].join('\r\n')
    const read = await entries(readExchange('vpdq', cutEverywhere(file), 'pdq'))
    expect(read.map(({ hashes }) => hashes)).toEqual(
      [
        value(PDQ, OTHER),
        value(OTHER),
        value(PDQ),
        value(PDQ, OTHER),
        value(OTHER),
        `["${PDQ},100,3.5"]`,
      ].map((one) => [{ type: 'vpdq', value: one }]),
    )
  })

  test('what cannot be read is told once for a video, with its line and without what it held', async () => {
    const file = [
      ...[frame(0), frame(2), frame(2), frame(3), frame(0), '1,100,abc,0', `pdq ${PDQ}`],
      ...[`0,10,${PDQ},0`, '{"file":"a.png","pdq":"1"}', '[1]', '{"a', frame(0)],
    ].join('\n')
    expect(await all(readExchange('vpdq', [file], 'pdq'))).toEqual([
      { line: 1, bad: expect.stringMatching(/^line 3: frame 2 stands behind frame 2; .*frame 0 begins/) },
      { line: 5, bad: 'the vpdq hash, frame 2 of 2: its hash has not 64 hexadecimal digits' },
      { line: 7, bad: expect.stringContaining('expected FRAME,QUALITY,HASH,SECONDS') },
      { line: 8, left: expect.stringContaining('quality 50') },
      { line: 9, bad: expect.stringContaining('no list of frames') },
      { line: 10, bad: expect.stringContaining('no list of frames') },
      { line: 11, bad: expect.stringContaining('no list of frames') },
      { line: 12, entry: expect.objectContaining({ state: 'active' }) },
    ])
  })

  test('a video of 27,000 frames is read in every form, and written again', async () => {
    const long = Array.from({ length: 27_000 }, (_, at) => frame(at, at.toString(16).padStart(64, '5')))
    const [{ hashes }] = (await entries(readExchange('vpdq', [long.join('\n')], 'pdq'))) as [BankEntry]
    const members = these([member({ type: 'vpdq', value: hashes[0]!.value })])
    for (const format of ['vpdq', 'signals', 'threatexchange'] as const) {
      const file = await text(writeExchange(format, members, 'vpdq'))
      const again = await entries(readExchange(format, [file], 'vpdq'))
      expect(
        again.map((one) => one.hashes),
        format,
      ).toEqual([hashes])
    }
  })

  test('only videos that stand are written', async () => {
    const states = ['active', 'withdrawn', 'disputed', 'quarantined'] as const
    const members = states.map((state, at) => member({ member: at, type: 'vpdq', value: value(PDQ), state }))
    const others = [member({ type: 'pdq' }), member({ type: 'vpdq', value: 'of another tool' })]
    const file = await text(writeExchange('vpdq', these([...members, ...others]), 'pdq'))
    expect(file).toBe(`0,100,${PDQ},0\n`.repeat(2))
  })

  test('a file of JSON is one of a video by its frames', () => {
    expect(
      [frame(0), value(PDQ), '{"0": {"quality"', '{"file":"a"'].map((one) => formatOf(one, 'a')),
    ).toEqual(Array(4).fill('vpdq'))
    expect(indicatorOf('simple.HASH_VIDEO_VPDQ.te')).toBe('vpdq')
  })
})

test('the form of a file is told by how it begins, and by its name', () => {
  expect(formatOf('\uFEFF  <?xml', 'a')).toBe('ncmec')
  expect(formatOf('{"count"', 'a')).toBe('stopncii')
  expect(formatOf(`${PDQ},1,mine,`, 'simple.HASH_PDQ.te')).toBe('threatexchange')
  expect(formatOf(`pdq ${PDQ}`, 'a.txt')).toBe('signals')
  expect(formatOf('????', 'a.txt')).toBeUndefined()
})

const hex = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((all) => Buffer.from(all).toString('hex'))

test.each(['signals', 'threatexchange', 'ncmec', 'stopncii'] as const)(
  'what is written as %s is read again as it was',
  async (format: ExchangeFormat) => {
    const one = fc.record({
      value: hex(32).filter((value) => !/^(0|f)+$/.test(value)),
      id: fc.nat(),
      gone: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(one, { selector: ({ id }) => id, maxLength: 20 }), async (given) => {
        const members = given.map(({ value, id, gone }) =>
          member({
            ...{ member: id, value, state: gone ? 'withdrawn' : 'confirmed' },
            ids:
              format === 'ncmec'
                ? [`ncmec:5/image/a<&"${id}`]
                : format === 'threatexchange'
                  ? [`te:${id}`]
                  : [],
          }),
        )
        const file = await text(writeExchange(format, these(members), 'pdq'))
        const read = await entries(readExchange(format, [file], 'pdq'))
        const there = members.filter(({ state }) => state !== 'withdrawn')
        const active = read.filter(({ state }) => state === 'active')
        // NCMEC's entries come by their ids.
        if (format === 'ncmec') there.sort((a, b) => (a.ids[0]! < b.ids[0]! ? -1 : 1))
        expect(active.flatMap(({ hashes }) => hashes.map(({ value }) => value))).toEqual(
          there.map(({ value }) => value),
        )
        if (format === 'ncmec' || format === 'threatexchange')
          expect(active.map(({ id }) => id)).toEqual(there.map(({ ids }) => ids[0]))
        if (format === 'ncmec' || format === 'stopncii')
          expect(read.length - active.length).toBe(members.length - there.length)
      }),
      { numRuns: 50 },
    )
  },
)

test.each(['signals', 'threatexchange', 'ncmec', 'stopncii'] as const)(
  'a bank is written as %s as it is read, so that its size is no matter',
  async (format: ExchangeFormat) => {
    const many = Array.from({ length: 5000 }, (_, at) =>
      member({
        member: at + 1,
        value: at.toString(16).padStart(64, 'f'),
        ids: at < 2500 ? [`ncmec:1/image/${at}`] : [],
      }),
    )
    const bank = these(many)
    let taken = 0
    async function* counted<T>(all: AsyncIterable<T>): AsyncGenerator<T> {
      taken = 0
      for await (const one of all) {
        taken++
        yield one
      }
    }
    const read = {
      members: () => counted(bank.members()),
      underIds: (p: string) => counted(bank.underIds(p)),
    }
    let written = 0
    for await (const piece of writeExchange(format, read, 'pdq')) {
      const values = piece.match(/[0-9a-f]{64}/g) ?? []
      written += values.length
      if (written === 1) expect(taken).toBeLessThan(5)
    }
    expect(written).toBe(5000)
  },
)

test('fingerprints of one entry of NCMEC stand together, wherever its members came; one of two entries in both', async () => {
  const prints = [
    member({ member: 1, ids: ['ncmec:1/image/a', 'ncmec:2/image/b'] }),
    member({ member: 2, value: OTHER, ids: ['ncmec:2/image/b'] }),
    member({ member: 3, type: 'video_md5', value: MD5 }),
    member({ member: 9, type: 'md5', value: MD5, ids: ['ncmec:1/image/a', 'te:7'] }),
    member({ member: 10, type: 'tlsh', value: 'T1', ids: ['ncmec:1/image/none'] }),
  ]
  const file = await text(writeExchange('ncmec', these(prints), 'pdq'))
  expect(file).toContain('<images count="2"')
  expect(file).toContain('<videos count="1"')
  const read = await entries(readExchange('ncmec', [file], 'pdq'))
  expect(read.map(({ id, hashes }) => [id, hashes.map(({ type }) => type)])).toEqual([
    ['ncmec:1/image/a', ['pdq', 'md5']],
    ['ncmec:2/image/b', ['pdq', 'pdq']],
    ['ncmec:0/video/3', ['video_md5']],
  ])
})
