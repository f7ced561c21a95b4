import { fitPicture, PDQ_MOST } from '../hash/fit-picture.ts'
import { linearGrey } from '../hash/linear-grey.ts'
import { pdqDistance, pdqWords } from '../hash/pdq-distance.ts'
import { type MakeWaves, pdqFrameHash } from '../hash/pdq-hash.ts'
import { pdqTurned } from '../hash/pdq-turned.ts'
import type { Picture } from '../image/picture.ts'
import { LEAST_QUALITY, PAINTED } from './copies/painted.ts'
import type { PictureHashes } from './media-facts.ts'

/** A picture in grey that is no further than this from it in bits finds nothing that the picture does not. */
const SAME = 6

/** Hashes of a picture; undefined for one without anything in it: such hashes are near to one another and say nothing. */
export function pictureHashes(
  name: string,
  picture: Picture,
  makeWaves: MakeWaves,
): PictureHashes | undefined {
  const turned = pdqTurned(picture, makeWaves)
  const { hash, quality } = turned[0]!
  if (quality === 0) return undefined
  const hashes = { hash, quality, turned: turned.map((one) => one.hash) }
  if (picture.channels === 1 || quality < LEAST_QUALITY || !PAINTED.some((kind) => kind.test(name)))
    return hashes
  const grey = pdqTurned(linearGrey(fitPicture(picture)), makeWaves, picture)
  const first = grey[0]!
  if (first.quality < LEAST_QUALITY || pdqDistance(pdqWords(first.hash), pdqWords(hash)) <= SAME)
    return hashes
  return { ...hashes, grey: grey.map((one) => one.hash) }
}

/** The same of a frame of a video. */
export function frameHashes(name: string, picture: Picture, makeWaves: MakeWaves): PictureHashes | undefined {
  const hashes = pictureHashes(name, picture, makeWaves)
  if (hashes === undefined || Math.max(picture.width, picture.height) <= PDQ_MOST) return hashes
  return { ...hashes, frame: pdqFrameHash(picture, makeWaves) }
}
