import type { MakeWaves } from '../signals/hash/pdq-hash.ts'
import type { CliAdapters } from './adapters.ts'

/** As much as is read of a video. */
export const MOST_VIDEO_BYTES = 256 * 1024 * 1024

interface Asked {
  readonly file: string
  /** As it is printed. */
  readonly name: string
  readonly json: boolean
  readonly bytes: Uint8Array
  readonly makeWaves: MakeWaves
}

/** Prints the vPDQ of a video: a line for each frame, or one line of JSON. Says whether it has any, and all of them. */
export async function hashVideoFile(
  { settings, stdout, stderr }: CliAdapters,
  { file, name, json, bytes, makeWaves }: Asked,
): Promise<boolean> {
  const [{ hashVideo }, { openVideoReader }, { fileDigests }] = await Promise.all([
    import('../signals/video/hash-video.ts'),
    import('../signals/video/open-video-reader.ts'),
    import('../signals/hash/file-digests.ts'),
  ])
  const reader = await openVideoReader({ path: settings.path })
  const { read, hashes } = await hashVideo(reader, bytes, makeWaves)
  const { format, findings, whole } = read
  if (json) {
    const frames = hashes.map(({ frame, quality, hash, seconds }) => ({ frame, quality, hash, seconds }))
    await stdout.write(`${JSON.stringify({ file, format, frames, findings, ...fileDigests(bytes) })}\n`)
  } else {
    const lines = hashes.map(
      ({ frame, quality, hash, seconds }) => `${frame},${quality},${hash},${seconds.toFixed(3)}\n`,
    )
    await stdout.write(lines.join(''))
  }
  for (const { says, severity } of findings)
    if (severity !== 'note') await stderr.write(`haechi: ${name}: ${says}\n`)
  return whole
}
