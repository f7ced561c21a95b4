import { existsSync, readFileSync } from 'node:fs'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { Picture } from '../image/picture.ts'
import { hashDistance } from './hash-distance.fixture.ts'
import { pdqDihedral, pdqHash } from './pdq-hash.ts'

const DATA = process.env.HAECHI_PDQ_DATA ?? '/work/shared/data/pdq'
const EXPECTED = `${DATA}/expected.csv`

async function decode(file: string): Promise<Picture> {
  const { data, info } = await sharp(file, { ignoreIcc: true })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, channels: info.channels as 1 | 3, data }
}

function rows() {
  const [, ...lines] = readFileSync(EXPECTED, 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [file, , , , quality, hash, dihedral] = line.split(',')
    return { file: file!, quality: Number(quality), hash: hash!, dihedral: dihedral!.trim().split(' ') }
  })
}

describe.skipIf(!existsSync(EXPECTED))(
  existsSync(EXPECTED) ? 'the reference pictures' : `the reference pictures (missing: ${EXPECTED})`,
  () => {
    test('48 of 49 have the hashes and quality of the C++ reference; the CMYK one is at most 10 bits off', async () => {
      const off: string[] = []
      const all = rows()
      for (const row of all) {
        const picture = await decode(`${DATA}/${row.file}`)
        const { hash, quality } = pdqHash(picture)
        const same =
          hash === row.hash &&
          quality === row.quality &&
          pdqDihedral(picture).every((turned, at) => turned.hash === row.dihedral[at])
        if (!same) off.push(row.file)
        expect(hashDistance(hash, row.hash), row.file).toBeLessThanOrEqual(10)
      }
      expect(all).toHaveLength(49)
      expect(off).toEqual([expect.stringContaining('CMYK')])
    })
  },
)
