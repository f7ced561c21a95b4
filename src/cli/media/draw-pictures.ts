import { marksOf } from '../../api/media/marks-of.ts'
import { encodePng } from '../../signals/image/encode-png.ts'
import { imagePicture } from '../../signals/image/image-picture.ts'
import type { Picture } from '../../signals/image/picture.ts'
import { markPicture } from '../../signals/media/mark-picture.ts'
import { judgeLooks } from '../../signals/model3d/judge-looks.ts'
import { looksOfItem } from '../../signals/model3d/looks-of-item.ts'
import { openDecoders } from '../../signals/model3d/open-decoders.ts'
import { halvePicture } from '../../signals/model3d/render/halve-picture.ts'
import type { JudgedFile } from './judged-file.ts'

/** A picture of a report. */
export interface DrawnPicture {
  readonly name: string
  readonly png: Uint8Array
  readonly width: number
  readonly height: number
  /** What is outlined in it, each in a few words. */
  readonly marks: readonly string[]
}

/** Pixels of the longer side; a report of one item stays below about 10 MB. */
const SIDE = 512
const MOST = 60
/** A file that broke its reader, or took too long, is not drawn in this process. */
const SPOILT = new Set(['reader-died', 'reader-too-slow', 'look-cut-short'])

/** Draws what a report shows of a file again from its bytes, with what was found outlined. */
export async function drawPictures(
  bytes: Uint8Array,
  judged: JudgedFile,
  stop: AbortSignal,
): Promise<{ readonly pictures: readonly DrawnPicture[]; readonly leftOut: number }> {
  const { facts, profile, matches } = judged
  if (facts.findings.some(({ code }) => SPOILT.has(code))) return { pictures: [], leftOut: 0 }
  const wanted = namesToShow(judged)
  const names = wanted.slice(0, MOST)
  const draw =
    facts.kind === 'model3d'
      ? await itemDrawer(bytes, judged)
      : (name: string): Promise<Picture | undefined> => imagePicture(bytes, name)
  // What the slot that was asked minds, and no other.
  const slots = new Set(profile === undefined ? [] : [profile.id])
  const pictures: DrawnPicture[] = []
  for (const name of names) {
    if (stop.aborted) break
    const picture = await draw(name)
    if (picture === undefined) continue
    const marks = marksOf(facts, matches, name, slots)
    const outlined = marks.filter(({ box }) => box[2]! < 1 || box[3]! < 1)
    const small = halvePicture(outlined.length > 0 ? markPicture(picture, outlined) : picture, SIDE)
    const { width, height } = small
    pictures.push({
      name,
      png: await encodePng(small),
      width,
      height,
      marks: [...new Set(marks.map(({ says }) => says))],
    })
  }
  return { pictures, leftOut: wanted.length - names.length }
}

/** What something was found in comes first, then views, worn views, textures and islands, and hidden meshes. */
function namesToShow({ facts, reasons }: JudgedFile): string[] {
  const telling = reasons.flatMap(({ picture }) => picture ?? [])
  const exposed = Object.values(facts.item?.exposure ?? {}).flatMap((all) => all.map(({ view }) => view))
  const plain = facts.pictures
    .map(({ name }) => name)
    .filter(
      (name) =>
        /^(picture|frame|view|worn|texture|far|island)(\.|$)/.test(name) || /^mesh\.\d+\.front$/.test(name),
    )
  return [...new Set([...telling, ...exposed, ...plain])]
}

async function itemDrawer(bytes: Uint8Array, { profile }: JudgedFile) {
  const clock = () => performance.now()
  const looks = await looksOfItem(bytes, { clock, decoders: await openDecoders(), wear: profile?.wear })
  const marked = profile?.mask === undefined ? undefined : judgeLooks(looks, profile).marked
  return (name: string): Picture | undefined => marked?.(name)?.picture ?? looks.shot(name)?.picture
}
