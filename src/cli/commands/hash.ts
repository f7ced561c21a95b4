import { resolve } from 'node:path'
import { Command } from 'commander'
import type { HashedImage } from '../../signals/hash/hash-image.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { counted } from '../counted.ts'
import type { ExitName } from '../exit-codes.ts'
import { hashVideoFile, MOST_VIDEO_BYTES } from '../hash-video-file.ts'
import { printable, readUpTo } from '../media/read-up-to.ts'

/** `haechi hash` */
export function hashCommand(adapters: CliAdapters): Command {
  const command = new Command('hash')
    .description(
      'Print the PDQ hash of pictures (PNG, JPEG, WebP, GIF): "pdq quality file" a line, in order. --json adds the hashes of the turned and mirrored forms (dihedral: as the PDQ reference makes them; turned: those that the turned picture would have), MD5, SHA-1 and SHA-256, a line of JSON a file. Of a video (MP4, QuickTime, WebM; by the ffmpeg of the system) it prints vPDQ: "frame,quality,hash,seconds" a line for each frame.',
    )
    .argument('<FILE...>', 'pictures and videos to hash')
  return act<Common>(command, adapters, ([files = []], options) => hash(adapters, files, options))
}

async function hash(adapters: CliAdapters, files: readonly string[], { json }: Common): Promise<ExitName> {
  const { cwd, stdout, stderr } = adapters
  // The decoder takes a while to load, and no other command needs it.
  const [{ hashImage }, { pdqTurned }, { openWaves }, { fileDigests }, { IMAGE_LIMITS }, { videoFormat }] =
    await Promise.all([
      import('../../signals/hash/hash-image.ts'),
      import('../../signals/hash/pdq-turned.ts'),
      import('../../signals/hash/wasm-waves.ts'),
      import('../../signals/hash/file-digests.ts'),
      import('../../signals/image/image-limits.ts'),
      import('../../signals/video/video-format.ts'),
    ])
  const makeWaves = openWaves()
  let failed = 0
  for (const file of files) {
    const name = printable(file)
    const read = await readUpTo(resolve(cwd, file), (beginning) =>
      videoFormat(beginning) === undefined ? IMAGE_LIMITS.maxBytes : MOST_VIDEO_BYTES,
    )
    if (!read.ok) {
      failed++
      if (json) await stdout.write(`${JSON.stringify({ file, error: read.why })}\n`)
      await stderr.write(`haechi: ${name}: ${read.why}\n`)
      continue
    }
    if (videoFormat(read.bytes) !== undefined) {
      const asked = { file, name, json: json ?? false, bytes: read.bytes, makeWaves }
      if (!(await hashVideoFile(adapters, asked))) failed++
      continue
    }
    const image = await hashImage(read.bytes, makeWaves)
    if (image.pdq === undefined) failed++
    const { picture } = image.decoded
    const turned = json && picture ? pdqTurned(picture, makeWaves).map(({ hash }) => hash) : []
    if (json)
      await stdout.write(
        `${JSON.stringify({ file, ...asJson(image, turned), ...fileDigests(read.bytes) })}\n`,
      )
    else if (image.pdq) await stdout.write(`${image.pdq.hashes[0]} ${image.pdq.quality} ${name}\n`)
    for (const { severity, says } of image.decoded.findings)
      if (severity !== 'note') await stderr.write(`haechi: ${name}: ${says}\n`)
  }
  if (failed === 0) return 'ok'
  await stderr.write(`haechi: ${counted(failed, 'file')} of ${files.length} could not be hashed\n`)
  return 'negative'
}

function asJson(
  { decoded: { format, frames, picture, findings }, pdq }: HashedImage,
  turned: readonly string[],
): object {
  return {
    ...(pdq === undefined
      ? { error: findings.findLast(({ severity }) => severity === 'error')?.says }
      : { pdq: pdq.hashes[0], quality: pdq.quality, dihedral: pdq.hashes, turned }),
    ...(picture === undefined ? {} : { width: picture.width, height: picture.height }),
    ...(format === undefined ? {} : { format, frames }),
    findings,
  }
}
