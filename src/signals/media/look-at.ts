import { fileDigests } from '../hash/file-digests.ts'
import type { Finding } from '../model3d/finding.ts'
import type { ItemFacts } from './item-facts.ts'
import type { LookAsked } from './look.ts'
import { lookAtImage } from './look-at-image.ts'
import { lookAtItem } from './look-at-item.ts'
import { lookAtVideo } from './look-at-video.ts'
import type { LookSteps, Seen } from './look-steps.ts'
import { measurePictures } from './measure-pictures.ts'
import type { MediaFacts } from './media-facts.ts'
import { mediaKind } from './media-kind.ts'

/** Looks at a file in the thread that asks. Never rejects for what the bytes hold. */
export async function lookAt(
  bytes: Uint8Array,
  asked: LookAsked,
  version: string,
  steps: LookSteps,
): Promise<MediaFacts> {
  const kind = mediaKind(bytes)
  const measures = { ...steps, reader: asked.reads ? steps.reader : undefined }
  const measurer = measurePictures(measures, steps.clock() + steps.budgetMs)
  const seen = await seeAs(kind)
  const { pictures, whole } = await measurer.end()
  const findings = [...seen.findings]
  if (!whole && !findings.some(({ code }) => code === 'look-cut-short')) findings.push(UNREAD)
  if (measures.reader?.finding !== undefined) findings.push(measures.reader.finding)
  return {
    ...{ version, kind, format: seen.format, bytes: bytes.length, digests: fileDigests(bytes) },
    ...{ findings, pictures, item: seen.item, whole: seen.whole && whole },
  }

  async function seeAs(of: MediaFacts['kind']): Promise<Seen & { readonly item: ItemFacts | undefined }> {
    switch (of) {
      case 'image':
        return { ...(await lookAtImage(bytes, steps, measurer)), item: undefined }
      case 'model3d':
        return lookAtItem(bytes, asked.profiles, steps, measurer)
      case 'video':
        return { ...(await lookAtVideo(bytes, steps, measurer)), item: undefined }
      case 'unknown':
        return { format: undefined, findings: [STRANGE], whole: false, item: undefined }
    }
  }
}

const UNREAD: Finding = {
  ...{ code: 'not-all-read', severity: 'warning', at: 'file' },
  says: 'Not all writing in the pictures was read.',
}

const STRANGE: Finding = {
  ...{ code: 'unknown-format', severity: 'error', at: 'file' },
  says: 'The file is no picture, 3D item or video that is known here.',
}
