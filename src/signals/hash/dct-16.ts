import { SMALL } from './shrink-luma.ts'

const { fround } = Math

/** Width and height of the frequencies that a hash is made of. */
export const WAVES = 16

/** Row i holds the cosine wave of frequency i + 1 over 64 places, in float32: 16 x 64. */
export const COSINES: Float32Array = Float32Array.from({ length: WAVES * SMALL }, (_, at) => {
  const [wave, place] = [Math.trunc(at / SMALL), at % SMALL]
  return fround(Math.sqrt(2 / SMALL)) * Math.cos((Math.PI / 2 / SMALL) * (wave + 1) * (2 * place + 1))
})

/** The 16 x 16 lowest frequencies but the mean of a picture of 64 x 64, each sum added up in order in float32. */
export function dct16(small: Float32Array): Float32Array {
  const across = new Float32Array(WAVES * SMALL)
  for (let wave = 0; wave < WAVES; wave++)
    for (let x = 0; x < SMALL; x++) {
      let sum = fround(0)
      for (let y = 0; y < SMALL; y++)
        sum = fround(sum + fround(COSINES[wave * SMALL + y]! * small[y * SMALL + x]!))
      across[wave * SMALL + x] = sum
    }
  const waves = new Float32Array(WAVES * WAVES)
  for (let i = 0; i < WAVES; i++)
    for (let j = 0; j < WAVES; j++) {
      let sum = fround(0)
      for (let x = 0; x < SMALL; x++)
        sum = fround(sum + fround(across[i * SMALL + x]! * COSINES[j * SMALL + x]!))
      waves[i * WAVES + j] = sum
    }
  return waves
}
