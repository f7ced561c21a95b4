import { imagePicture } from '../image/image-picture.ts'
import type { Picture } from '../image/picture.ts'
import { looksOfItem } from '../model3d/looks-of-item.ts'
import type { LookAsked } from './look.ts'
import { wearOf } from './look-at-item.ts'
import type { LookSteps } from './look-steps.ts'
import { mediaKind } from './media-kind.ts'

/** What is to be drawn again: see `Redraw`. */
export interface RedrawAsked {
  readonly name: string
  readonly slots: readonly string[]
}

/** A picture by its name in the facts; undefined where the file has none of that name. */
export async function redraw(
  bytes: Uint8Array,
  { name, slots }: RedrawAsked,
  asked: LookAsked | undefined,
  { clock, decoders, video }: Pick<LookSteps, 'clock' | 'decoders' | 'video'>,
): Promise<Picture | undefined> {
  switch (mediaKind(bytes)) {
    case 'image':
      return imagePicture(bytes, name)
    case 'model3d': {
      const profiles = asked?.profiles ?? []
      const wear = wearOf(profiles.filter(({ id }) => slots.includes(id))) ?? wearOf(profiles)
      const looks = await looksOfItem(bytes, { clock, decoders, wear })
      return looks.shot(name)?.picture
    }
    case 'video': {
      const index = /^frame\.(\d{1,6})$/.exec(name)?.[1]
      let picture: Picture | undefined
      if (index !== undefined)
        await video.read(bytes, { by: 'index', index: Number(index) }, (frame) => {
          picture = frame.picture
        })
      return picture
    }
    case 'unknown':
      return undefined
  }
}
